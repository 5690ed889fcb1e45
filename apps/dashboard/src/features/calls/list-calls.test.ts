/** The log of calls. */
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { callFinished, linkCreated, newLink } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { type CallFilter, NO_FILTER } from "./call-filter.ts";
import { callsCsv } from "./calls-csv.ts";
import { exportCalls, findCall, listCalls } from "./list-calls.ts";

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
  const idsOf = async (change: Partial<CallFilter>) => {
    const filter = { ...NO_FILTER, ...change };
    return (await listCalls({ ctx, input: { appId, filter } })).calls.map(({ id }) => id);
  };
  expect(await idsOf({ link: one.tokenId })).toEqual([first.id]);
  expect(await idsOf({ link: "\u0000" })).toEqual([]);
  expect(await idsOf({ outcome: "failed" })).toEqual([second.id]);
  expect(await idsOf({ outcome: "no_answer" })).toEqual([second.id]);
  expect(await idsOf({ outcome: "app_error" })).toEqual([]);
  expect(await idsOf({ outcome: "ok" })).toEqual([first.id]);
  expect(await idsOf({ tool: "set_pixel", outcome: "ok", link: one.tokenId })).toEqual([first.id]);
  expect(await idsOf({ tool: "clear" })).toEqual([]);
  expect(await idsOf({ since: "1h" })).toEqual([second.id, first.id]);
  expect((await findCall({ ctx, input: { appId, callId: first.id } }))?.tool).toBe("set_pixel");
  expect(await findCall({ ctx, input: { appId, callId: "no such call" } })).toBeNull();
});

test("only what is young enough", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  const old = callFinished(link, { startedAtMs: Date.now() - 2 * 3_600_000 });
  await world.report(old);
  const countOf = async (since: CallFilter["since"]) =>
    (await listCalls({ ctx, input: { appId, filter: { ...NO_FILTER, since } } })).calls.length;
  expect([await countOf("1h"), await countOf("24h"), await countOf(null)]).toEqual([0, 1, 1]);
});

test("as CSV no cell is a formula", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  await world.report(linkCreated(link, { label: '=HYPERLINK("http://evil")' }), callFinished(link));
  const csv = callsCsv(await exportCalls({ ctx, input: { appId } }));
  expect(csv.split("\r\n")).toHaveLength(3);
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
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
  const filter = { ...NO_FILTER, link: link.tokenId };
  expect((await listCalls({ ctx: stranger, input: { appId: theirs, filter } })).calls).toEqual([]);
  const [call] = (await listCalls({ ctx, input: { appId } })).calls;
  const callId = call?.id ?? "";
  expect(await findCall({ ctx: stranger, input: { appId: theirs, callId } })).toBeNull();
  await expectRefusal(exportCalls({ ctx: stranger, input: { appId } }), "not_found");
  const viewer = await world.newMember(appId, "viewer");
  expect((await listCalls({ ctx: viewer, input: { appId } })).calls).toHaveLength(1);
});
