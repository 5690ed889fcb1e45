/** The pages without a link: what this is, health, and what crawlers may do. */
import { version } from "../../package.json";
import { answerResponse } from "./refusal.ts";
import type { Settings } from "../env.ts";

const text = (body: string): Response =>
  answerResponse({ status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body }, "public");

export const health = (): Response =>
  answerResponse(
    {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ok: true, service: "relay", protocol: "v1", version }),
    },
    "public",
  );

/** Crawlers may not index links, but the readers of AI chats obey this file and must be let in: a link is its own secret. */
export const robots = (): Response => text("User-agent: *\nAllow: /\n");

export function home(url: URL, settings: Settings): Response {
  return text(`agent-socket relay

This server carries calls between web apps and AI chats. A person makes a link in an app ("Connect with AI") and pastes
it into a chat; the link is the address of that one app, for as long as the person allows it.

A link looks like ${settings.publicUrl ?? url.origin}/v1/t/as_XXXXXXXX_…  Open the whole link to see what the app can do.
${settings.dashboardUrl === null ? "" : `\nDevelopers: ${settings.dashboardUrl}\n`}`);
}
