/** Asks for the result of a call that runs on, a moment at a time. */
import * as v from "valibot";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { askRelay, type RelayReply, TaskId } from "./ask-relay.ts";
import type { PlaygroundLink } from "./sealed-link.ts";
import { linkIsOver } from "./try-tool.ts";

const HELD_SECONDS = 3;
const Input = v.object({ task: TaskId });

export async function followTask({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: {
    readonly appId: string;
    readonly relayUrl: string;
    readonly link: PlaygroundLink | null;
    readonly task: string;
  };
}): Promise<RelayReply> {
  await requireApp(ctx, input.appId, "change");
  const { link, relayUrl } = input;
  const { task } = parseInput(Input, input);
  if (link === null) throw linkIsOver();
  const path = `/_as/tasks/${task}?wait=${HELD_SECONDS}`;
  return askRelay({ relayUrl, token: link.token }, { method: "GET", path, body: null });
}
