/** The relay's question for one app. Its address names no app, so the signed body alone says which. */
import { isAppId, no, refuse, type Result } from "@agent-socket/protocol";
import { ReadApp, readControl } from "@agent-socket/protocol/control-plane";
import * as v from "valibot";
import type { SignedMessage } from "./answer-relay.ts";

const Targeted = v.pipe(v.string(), v.parseJson(), v.object({ target: v.string() }));

export function readReadApp(
  message: SignedMessage,
  secrets: readonly string[],
): Result<v.InferOutput<typeof ReadApp>> {
  const named = v.safeParse(Targeted, message.body);
  const read = readControl(ReadApp, message, secrets, named.success ? named.output.target : "");
  if (!read.ok || isAppId(read.value.target)) return read;
  return no(refuse("malformed", "The target is not an app id."));
}
