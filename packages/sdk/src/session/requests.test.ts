import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AgentSocketError } from "../agent-socket-error.ts";
import { Requests } from "./requests.ts";

function requests() {
  const sent: { id: string; type: string }[] = [];
  const line = { isUp: true };
  const made = new Requests((text) => line.isUp && sent.push(JSON.parse(text)) > 0);
  return { requests: made, sent, line };
}
const answer = (id: string) => ({
  type: "list_agent_tokens_reply" as const,
  id,
  ok: true as const,
  tokens: [],
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a request", () => {
  it("gets the answer with its id", async () => {
    const { requests: asked, sent } = requests();
    const first = asked.ask({ type: "list_agent_tokens" });
    const second = asked.ask({ type: "revoke_agent_token", tokenId: "T" });
    asked.answered({ type: "revoke_agent_token_reply", id: sent[1]?.id ?? "", ok: true });
    asked.answered(answer(sent[0]?.id ?? ""));
    expect([(await first).type, (await second).type]).toEqual([
      "list_agent_tokens_reply",
      "revoke_agent_token_reply",
    ]);
  });

  it("is rejected with the relay's own words", async () => {
    const { requests: asked, sent } = requests();
    const refused = asked.ask({ type: "mint_agent_token" });
    const error = { code: "limit_reached", message: "At most 50 links.", hint: "Revoke one." };
    asked.answered({ type: "mint_agent_token_reply", id: sent[0]?.id ?? "", ok: false, error });
    await expect(refused).rejects.toMatchObject(error);
  });

  it("waits for the connection, however long, and is sent then", async () => {
    const { requests: asked, sent, line } = requests();
    line.isUp = false;
    const waiting = asked.ask({ type: "list_agent_tokens" });
    await vi.advanceTimersByTimeAsync(600_000);
    line.isUp = true;
    asked.sendAll();
    asked.answered(answer(sent[0]?.id ?? ""));
    expect((await waiting).ok).toBe(true);
  });

  it("whose answer was lost is sent again under the same id", async () => {
    const { requests: asked, sent } = requests();
    const lost = asked.ask({ type: "list_agent_tokens" });
    asked.pause();
    await vi.advanceTimersByTimeAsync(60_000);
    asked.sendAll();
    asked.answered(answer(sent[1]?.id ?? ""));
    expect((await lost).ok).toBe(true);
    expect(sent[0]).toEqual(sent[1]);
  });

  it("that the relay never answers is given up", async () => {
    const { requests: asked } = requests();
    const forgotten = asked.ask({ type: "list_agent_tokens" });
    const outcome = forgotten.catch((cause: unknown) => cause);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await outcome).toMatchObject({ code: "timeout" });
  });

  it("fails with all others when the session ends, and an answer after that is nobody's", async () => {
    const { requests: asked, sent } = requests();
    const failed = asked.ask({ type: "list_agent_tokens" });
    asked.failAll(new AgentSocketError("closed", "The session was closed."));
    asked.answered(answer(sent[0]?.id ?? ""));
    await expect(failed).rejects.toMatchObject({ code: "closed" });
  });
});
