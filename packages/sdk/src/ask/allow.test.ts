import { describe, expect, it } from "vitest";
import type { ToolDefinition } from "../tools/tool.ts";
import { allow } from "./allow.ts";
import type { Approval, Question } from "./question.ts";

const tool = (): ToolDefinition => ({ path: "/wipe", description: "", handler: () => null });
const question = (tokenId = "T", signal = new AbortController().signal): Question => ({
  tool: { name: "wipe", title: "Wipe", description: "", effect: "destroys", asksFirst: true },
  inputSchema: null,
  arguments: {},
  caller: { tokenId, label: null, surface: "http", client: null },
  signal,
  check: async () => [],
});

/** A person whose answers are given by the test, in the order of the questions. */
function person() {
  const asked: { question: Question; answer: (approval: Approval) => void }[] = [];
  const approve = (one: Question) => new Promise<Approval>((answer) => asked.push({ question: one, answer }));
  return { asked, allow: (definition: ToolDefinition, one: Question) => allow(definition, approve, one) };
}

describe("a yes", () => {
  it("once is for one call", async () => {
    const { asked, allow: asks } = person();
    const wipe = tool();
    const first = asks(wipe, question());
    asked[0]?.answer({ kind: "allow" });
    await first;
    void asks(wipe, question());
    expect(asked).toHaveLength(2);
  });

  it("for the session is for later calls of this tool by this link, and for no others", async () => {
    const { asked, allow: asks } = person();
    const [wipe, other] = [tool(), tool()];
    const first = asks(wipe, question());
    asked[0]?.answer({ kind: "allow", forSession: true });
    await first;
    expect(await asks(wipe, question())).toEqual({ kind: "allow" });
    expect(asked).toHaveLength(1);
    void asks(wipe, question("OTHER"));
    void asks(other, question());
    expect(asked).toHaveLength(3);
  });

  it("for the session answers the same question where it is already waiting, and takes it back", async () => {
    const { asked, allow: asks } = person();
    const wipe = tool();
    const calls = [asks(wipe, question()), asks(wipe, question())];
    void asks(wipe, question("OTHER"));
    asked[0]?.answer({ kind: "allow", forSession: true });
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(["allow", "allow"]);
    expect(asked.map(({ question: { signal } }) => signal.aborted)).toEqual([false, true, false]);
  });
});

describe("a question", () => {
  it("that nobody waits for any more is over, also when nobody answers it", async () => {
    const { asked, allow: asks } = person();
    const gone = new AbortController();
    const call = asks(tool(), question("T", gone.signal));
    gone.abort(new Error("link_revoked"));
    await expect(call).rejects.toThrow("link_revoked");
    expect(asked[0]?.question.signal.aborted).toBe(true);
  });
});
