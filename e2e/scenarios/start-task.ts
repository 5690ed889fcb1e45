/** A call of the toolbox that goes on after its request. */
import assert from "node:assert/strict";
import type { Agent } from "../clients/agent.ts";
import { objectIn } from "./checks.ts";

export const NOW = { prefer: "wait=0" };

/** Starts a call that becomes a task at once; the task's path under the link. */
export async function startTask(
  agent: Agent,
  input: object = {},
  headers: Record<string, string> = {},
): Promise<string> {
  const started = await agent.post("/hang", input, { ...NOW, ...headers });
  assert.equal(started.status, 202, started.text);
  return `/_as/tasks/${String(objectIn(started.text)["task"])}`;
}
