/** A link that a test holds, and what it does with it. */
import type { Page } from "@playwright/test";
import { copied } from "./fixtures.ts";

/** Makes a link by the button, as a person would, and returns its address. */
export async function linkOf(page: Page, label = "Connect with AI"): Promise<string> {
  await page.getByRole("button", { name: label }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  return copied(page, "Copy link only");
}

export type Called = { readonly status: number; readonly body: unknown };

export async function callTool(link: string, name: string, input?: object): Promise<Called> {
  const init: RequestInit =
    input === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(input) };
  const response = await fetch(`${link}/${name}`, init);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
}

/** What the browser complains of from now on. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on("console", (said) => ["error", "warning"].includes(said.type()) && complaints.push(said.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}
