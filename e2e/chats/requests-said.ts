/** Requests as a briefing describes them to whoever can make some, or compose their addresses. */
import assert from "node:assert/strict";
import type { Goal } from "./goal.ts";

type RequestSaid = { readonly method: string; readonly path: string };

/** What the paths of the tools stand behind: the example of a request has the address of one of them in full. */
export function baseSaid(briefing: string): string {
  const [, example = ""] =
    /\b(?:POST|GET|PUT|PATCH|DELETE) (https?:\/\/\S+) with the JSON body/.exec(briefing) ?? [];
  const paths = [...briefing.matchAll(/^ {2}Request: [A-Z]+ (\/\S+)/gm)].map(([, path = ""]) => path);
  const path = paths.find((one) => example.endsWith(one));
  assert.ok(path !== undefined, "The briefing shows no whole address of a request.");
  return example.slice(0, -path.length);
}

/** In the entry of the tool. */
export function requestSaid(briefing: string, tool: string): RequestSaid {
  const lines = briefing.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`- ${tool} (`));
  const entry = lines.slice(start + 1);
  const end = entry.findIndex((line) => !line.startsWith("  "));
  const [, method, path] =
    /^ {2}Request: ([A-Z]+) (\/\S+)/m.exec(entry.slice(0, end === -1 ? undefined : end).join("\n")) ?? [];
  assert.ok(
    start !== -1 && method !== undefined && path !== undefined,
    `The briefing says no request for ${tool}.`,
  );
  return { method, path };
}

/** The address that takes many calls in one request. */
export function batchSaid(briefing: string): string {
  const [, url] = /in one request.*?POST (\S+)/.exec(briefing) ?? [];
  assert.ok(url !== undefined, "The briefing says nothing of many calls in one request.");
  return url;
}

/** The name that stands, in the example of a composed address, before the place for a new text. */
function placeSaid(briefing: string): string {
  const [, name] = /[?&](\w+)=\{\w+\}/.exec(briefing) ?? [];
  assert.ok(name !== undefined, "The briefing shows no address with a place for a new text.");
  return name;
}

/** The link, the tool's path, the arguments as a query, and a text of its own where the briefing says so. */
export function composed(briefing: string, { tool, arguments: args }: Goal): string {
  const query = new URLSearchParams(Object.entries(args).map(([name, value]) => [name, textOf(value)]));
  query.set(placeSaid(briefing), crypto.randomUUID());
  return `${baseSaid(briefing)}${requestSaid(briefing, tool).path}?${query}`;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
