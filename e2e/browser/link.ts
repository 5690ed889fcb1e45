/** A link that a test holds, and what it does with it. */
import type { Page } from "@playwright/test";
import * as v from "valibot";
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
  return read(await fetch(`${link}/${name}`, init));
}

/** The same, also where it takes longer than the relay holds a request. */
export async function callToEnd(link: string, name: string, input: object): Promise<Called> {
  let called = await callTool(link, name, input);
  while (called.status === 202) {
    const { url } = v.parse(v.object({ url: v.string() }), called.body);
    called = await read(await fetch(`${url}?wait=20`));
  }
  return called;
}

async function read(response: Response): Promise<Called> {
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
