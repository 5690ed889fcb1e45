/** An AI that can make HTTP requests: it reads the link it was given, then what the link says, then calls a tool. */
import * as v from "valibot";
import type { Picture } from "./picture.ts";

const ToolsJson = v.object({
  tools: v.array(v.object({ name: v.string(), method: v.string(), url: v.string() })),
});

export type Answer = { readonly status: number; readonly text: string };

export class PostAgent {
  readonly #link: string;

  constructor(userMessage: string) {
    this.#link = firstAddress(userMessage, /https?:\/\/\S+/);
  }

  paint(picture: Picture): Promise<Answer> {
    return this.call("set_pixels", { pixels: picture });
  }

  async call(toolName: string, input: object): Promise<Answer> {
    const briefing = await ask(this.#link);
    if (briefing.status !== 200) return briefing;
    // Named there without the link in front of it, to keep the page short.
    const [path] = /\/tools\.json/.exec(briefing.text) ?? [];
    if (path === undefined) throw new Error(`The page does not name the list of tools: ${briefing.text}`);
    const { tools } = v.parse(ToolsJson, JSON.parse((await ask(`${this.#link}${path}`)).text));
    const tool = tools.find(({ name }) => name === toolName);
    if (tool === undefined) throw new Error(`The app offers no tool ${toolName}.`);
    return ask(tool.url, {
      method: tool.method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
  }
}

function firstAddress(text: string, pattern: RegExp): string {
  const [url] = pattern.exec(text) ?? [];
  if (url === undefined) throw new Error(`There is no address in: ${text}`);
  return url;
}

async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { ...init, redirect: "error" });
  return { status: response.status, text: await response.text() };
}
