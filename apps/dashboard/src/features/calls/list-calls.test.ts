/** The log of calls. */
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { callFinished, linkCreated, newLink } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { listCalls } from "./list-calls.ts";

const world = await openWorld();

test("lists what is known of each call, newest first, of all links or of one", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const [one, two] = [await newLink(appId), await newLink(appId)];
  const startedAtMs = Date.now() - 5000;
  const first = callFinished(one, { startedAtMs, tool: "set_pixel", surface: "link", client: "claude" });
  const second = callFinished(two, {
    startedAtMs: startedAtMs + 1,
    outcome: "app_offline",
    httpStatus: 0,
    appMs: null,
  });
  await world.report(
    linkCreated(one, { label: "user-42" }),
    linkCreated(two, { label: null }),
    second,
    first,
  );
  const { calls, nextCursor } = await listCalls({ ctx, input: { appId } });
  expect(nextCursor).toBeNull();
  expect(calls).toMatchObject([
    {
      id: second.id,
      outcome: "app_offline",
      httpStatus: 0,
      appMs: null,
      tokenId: two.tokenId,
      linkLabel: null,
    },
    {
      id: first.id,
      requestId: expect.stringMatching(/^req_/),
      tool: "set_pixel",
      outcome: "ok",
      httpStatus: 200,
      surface: "link",
      client: "claude",
      sessionId: one.sessionId,
      tokenId: one.tokenId,
      linkLabel: "user-42",
      startedAtMs,
      durationMs: 20,
      appMs: 12,
      requestBytes: 100,
      responseBytes: 200,
    },
  ]);
  const ofOne = await listCalls({ ctx, input: { appId, tokenId: one.tokenId } });
  expect(ofOne.calls.map(({ id }) => id)).toEqual([first.id]);
  expect((await listCalls({ ctx, input: { appId, tokenId: "\u0000" } })).calls).toEqual([]);
  const failed = await listCalls({ ctx, input: { appId, outcome: "failed" } });
  expect(failed.calls.map(({ id }) => id)).toEqual([second.id]);
  const succeeded = await listCalls({ ctx, input: { appId, outcome: "ok" } });
  expect(succeeded.calls.map(({ id }) => id)).toEqual([first.id]);
});

test("pages through all calls once, in order", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  const startedAtMs = Date.now() - 60_000;
  const all = Array.from({ length: 120 }, (_, index) =>
    callFinished(link, { startedAtMs: startedAtMs + Math.floor(index / 7) }),
  );
  await world.report(...all.slice(0, 60));
  await world.report(...all.slice(60));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCalls({ ctx, input: { appId, cursor } });
    seen.push(...page.calls.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(120);
  expect(new Set(seen)).toEqual(new Set(all.map(({ id }) => id)));
});

test("cannot reach another workspace, by app or by link; a viewer looks", async () => {
  const [ctx, stranger] = [await world.newUser(), await world.newUser()];
  const [appId, theirs] = [await world.newApp(ctx), await world.newApp(stranger)];
  const link = await newLink(appId);
  await world.report(callFinished(link));
  await expectRefusal(listCalls({ ctx: stranger, input: { appId } }), "not_found");
  const { tokenId } = link;
  expect((await listCalls({ ctx: stranger, input: { appId: theirs, tokenId } })).calls).toEqual([]);
  const viewer = await world.newMember(appId, "viewer");
  expect((await listCalls({ ctx: viewer, input: { appId } })).calls).toHaveLength(1);
});
