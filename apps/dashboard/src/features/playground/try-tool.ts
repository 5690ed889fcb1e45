/** Calls a tool by the playground's link, as an AI would. */
import * as v from "valibot";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import { askRelay, type RelayReply } from "./ask-relay.ts";
import { callRequest } from "./call-request.ts";
import type { PlaygroundLink } from "./sealed-link.ts";

/** What runs longer is followed: the browser sends one action after the other, so none may take its time. */
const HELD_SECONDS = 8;
const ONE_OBJECT = "The arguments must be one JSON object.";
const Call = v.object({
  method: v.picklist(["GET", "POST", "PUT", "PATCH", "DELETE"], "This is no method of a tool."),
  path: v.pipe(v.string(), v.startsWith("/", "This is no address of a tool."), v.maxLength(500)),
  arguments: v.pipe(
    v.string(),
    v.parseJson(undefined, "The arguments are not JSON."),
    // A list is an object of numbers, too, for the schema library.
    v.check((value) => !Array.isArray(value), ONE_OBJECT),
    v.record(v.string(), v.unknown(), ONE_OBJECT),
  ),
});

type Input = {
  readonly appId: string;
  readonly relayUrl: string;
  readonly link: PlaygroundLink | null;
  readonly method: string;
  readonly path: string;
  /** JSON */
  readonly arguments: string;
};

export async function tryTool({ ctx, input }: { ctx: UserContext; input: Input }): Promise<RelayReply> {
  await requireApp(ctx, input.appId, "change");
  const { link, relayUrl } = input;
  const { method, path, arguments: args } = parseInput(Call, input);
  if (link === null) throw linkIsOver();
  return askRelay({ relayUrl, token: link.token }, callRequest({ method, path }, args), {
    prefer: `wait=${HELD_SECONDS}`,
  });
}

export const linkIsOver = (): Refused =>
  new Refused("link_used_up", "The playground's link is over. Reload the page to open another one.");
