/** What an AI is shown by the playground's link, by the way it reaches the app. */
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { askRelay } from "./ask-relay.ts";
import type { CallRequest } from "./call-request.ts";
import { prettyJson } from "./pretty-json.ts";
import type { PlaygroundLink } from "./sealed-link.ts";
import type { SurfaceId } from "./surfaces.ts";

const LIST_TOOLS = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });

/** `toolPath`: of the tool whose call page it is. */
function requestOf(surface: SurfaceId, toolPath: string): CallRequest {
  if (surface === "mcp") return { method: "POST", path: "/mcp", body: LIST_TOOLS };
  const paths = {
    briefing: "",
    tools: "/tools.json",
    openapi: "/openapi.json",
    page: `/_as/pick${toolPath}`,
  };
  return { method: "GET", path: paths[surface], body: null };
}

type Input = {
  readonly appId: string;
  readonly relayUrl: string;
  readonly link: PlaygroundLink;
  readonly surface: SurfaceId;
  readonly toolPath: string;
};

export async function readSurface({ ctx, input }: { ctx: UserContext; input: Input }): Promise<string> {
  await requireApp(ctx, input.appId, "change");
  const { relayUrl, link, surface, toolPath } = input;
  const accept = surface === "mcp" ? "application/json, text/event-stream" : "text/plain, application/json";
  const { text } = await askRelay({ relayUrl, token: link.token }, requestOf(surface, toolPath), { accept });
  return prettyJson(fromStream(text ?? ""));
}

/** The last message of a stream of events, where it is one. */
const fromStream = (text: string): string => /(?:^|\n)data: (.+)\s*$/.exec(text)?.[1] ?? text;
