/** The orders of an app's links, and the way through them a page at a time. */
import { links } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newLink, sessionStarted, type TestLink } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { readLinkFilter } from "./link-filter.ts";
import { LINK_SORTS, readLinkSort, sortHeads, sortQuery } from "./link-sort.ts";
import { listLinks } from "./list-links.ts";

const world = await openWorld();
const { db } = world.database;
const DAY_MS = 86_400_000;
const startedAtMs = Date.now() - 10 * DAY_MS;
const dayMs = (day: number) => startedAtMs + day * DAY_MS;
const day = (number: number) => new Date(dayMs(number));

type Row = Partial<typeof links.$inferInsert>;

/** An app with these links, the first one the oldest; `label` is the place in the list where none is given. */
async function appWith(rows: readonly Row[]) {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const first = await newLink(appId);
  await world.report(sessionStarted(first));
  const named: readonly TestLink[] = await Promise.all(rows.map(() => newLink(appId, first.sessionId)));
  const values = named.map((link, index) => ({
    ...link,
    label: String(index),
    createdAt: new Date(startedAtMs + index),
    ...rows[index],
  }));
  await db.insert(links).values(values);
  return { ctx, appId, values };
}

const labelsOf = (page: Awaited<ReturnType<typeof listLinks>>) => page.links.map(({ label }) => label);

/** Follows the pages to their end, which must come. */
async function walk(ctx: UserContext, appId: string, sort: string, between?: () => Promise<unknown>) {
  const seen: (string | null)[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 10; pages++) {
    const page = await listLinks({ ctx, input: { appId, cursor, sort: readLinkSort(sort) } });
    expect(page.isFirst).toBe(cursor === undefined);
    seen.push(...labelsOf(page));
    if (page.nextCursor === null) return seen;
    cursor = page.nextCursor;
    await between?.();
  }
  throw new Error("The pages go round.");
}

test("each order puts those that are alike by their age, and what is nothing where it belongs", async () => {
  const { ctx, appId } = await appWith([
    { label: "busy", calls: 5, errors: 2, lastUsedAt: day(3), expiresAt: day(22) },
    { label: "endless", calls: 2, lastUsedAt: day(5) },
    { label: "unused", expiresAt: day(21) },
    { label: "expired", calls: 5, errors: 1, lastUsedAt: day(1), expiresAt: day(2) },
    { label: "revoked", expiresAt: day(20), revokedAt: day(1), revokedBy: "app" },
  ]);
  const order = async (sort: string) =>
    labelsOf(await listLinks({ ctx, input: { appId, sort: readLinkSort(sort) } })).join(" ");
  expect(await order("-created")).toBe("revoked expired unused endless busy");
  expect(await order("created")).toBe("busy endless unused expired revoked");
  expect(await order("-used")).toBe("endless busy expired revoked unused");
  expect(await order("used")).toBe("unused revoked expired busy endless");
  expect(await order("-calls")).toBe("expired busy endless revoked unused");
  expect(await order("calls")).toBe("unused revoked endless busy expired");
  expect(await order("-errors")).toBe("busy expired revoked unused endless");
  expect(await order("errors")).toBe("endless unused revoked expired busy");
  expect(await order("expires")).toBe("unused busy endless expired revoked");
  expect(await order("-expires")).toBe("endless busy unused revoked expired");
  expect(await order("nonsense")).toBe(await order("-created"));
});

test.each(LINK_SORTS.map(({ name }) => name))(
  "the pages by %s show each link once, also where many are alike and of one moment",
  async (sort) => {
    const { ctx, appId, values } = await appWith(
      Array.from({ length: 120 }, (_, index) => ({
        createdAt: new Date(startedAtMs + (index % 2)),
        calls: index % 3,
        errors: index % 3 === 2 ? 1 : 0,
        lastUsedAt: index % 3 === 0 ? null : day(index % 3),
        expiresAt: index % 4 === 0 ? null : day(index % 5 === 0 ? 1 : 20 + (index % 2)),
      })),
    );
    const seen = await walk(ctx, appId, sort);
    expect(seen.toSorted()).toEqual(values.map(({ label }) => label).toSorted());
    const byLabel = new Map(values.map((link) => [link.label, link]));
    const ranks = seen.map((label) => {
      const link = byLabel.get(label ?? "");
      const expiresAtMs = link?.expiresAt?.getTime() ?? Infinity;
      const over = sort === "expires" ? Infinity : -Infinity;
      const rank = {
        created: link?.createdAt.getTime(),
        used: link?.lastUsedAt?.getTime() ?? -Infinity,
        calls: link?.calls,
        errors: link?.errors,
        expires: expiresAtMs < Date.now() ? over : expiresAtMs,
      };
      return rank[readLinkSort(sort).column] ?? NaN;
    });
    const rising = ranks.toSorted((a, b) => (a === b ? 0 : a - b));
    expect(ranks).toEqual(readLinkSort(sort).direction === "ascending" ? rising : rising.toReversed());
  },
);

test("a link that is used while somebody pages may move, and loses nobody else", async () => {
  const { ctx, appId, values } = await appWith(
    Array.from({ length: 120 }, (_, index) => ({ calls: index + 1, errors: index % 7 === 0 ? 1 : 0 })),
  );
  const [, , first, second] = values;
  const use = async () => {
    // To before the page that was read, and from it to a later one.
    const of = (tokenId = "") => and(eq(links.appId, appId), eq(links.tokenId, tokenId));
    await db.update(links).set({ calls: 500 }).where(of(first?.tokenId));
    await db.update(links).set({ calls: 3, errors: 0 }).where(of(second?.tokenId));
  };
  for (const sort of ["-calls", "calls", "-errors", "errors"]) {
    const seen = await walk(ctx, appId, sort, use);
    const others = values.map(({ label }) => label).filter((label) => label !== "2" && label !== "3");
    expect(seen.filter((label) => label !== "2" && label !== "3").toSorted()).toEqual(others.toSorted());
  }
});

test("an order goes with a search and a status, page after page", async () => {
  const { ctx, appId } = await appWith(
    Array.from({ length: 130 }, (_, index) => ({
      label: index % 2 === 0 ? `robot ${index}` : `person ${index}`,
      calls: 200 - index,
      ...(index % 10 === 0 ? { revokedAt: day(1), revokedBy: "holder" as const } : {}),
    })),
  );
  const filter = readLinkFilter({ search: "robot", state: "active" });
  const sort = readLinkSort("-calls");
  const first = await listLinks({ ctx, input: { appId, filter, sort } });
  const second = await listLinks({
    ctx,
    input: { appId, filter, sort, cursor: first.nextCursor ?? undefined },
  });
  expect(labelsOf(first).slice(0, 5)).toEqual(["robot 2", "robot 4", "robot 6", "robot 8", "robot 12"]);
  expect([...labelsOf(first), ...labelsOf(second)]).toHaveLength(52);
  expect(labelsOf(second)).toEqual(["robot 126", "robot 128"]);
  expect(second).toMatchObject({ isFirst: false, nextCursor: null });
});

test("a cursor of another order, or one that was never made, begins at the start and says so", async () => {
  const { ctx, appId } = await appWith(Array.from({ length: 60 }, (_, index) => ({ calls: index })));
  const sort = readLinkSort("-calls");
  const { nextCursor } = await listLinks({ ctx, input: { appId, sort } });
  expect(nextCursor).toMatch(/^-calls\./);
  const wrong = [nextCursor ?? "", "calls", "1795.abc", "calls.1e9.1.x", "calls.-2.1.x", "calls.5.1.\u0000"];
  const start = await listLinks({ ctx, input: { appId, sort: readLinkSort("calls") } });
  for (const cursor of wrong)
    expect(await listLinks({ ctx, input: { appId, cursor, sort: readLinkSort("calls") } })).toEqual(start);
  expect(start.isFirst).toBe(true);
});

test.each(["calls.9999999999999999.99999999999999.x", "calls.-1.0.x", "-used.9999999999999999.0.~"])(
  "a cursor beyond all that there is, %j, is a place like any other",
  async (cursor) => {
    const { ctx, appId } = await appWith([{}]);
    const sort = readLinkSort(cursor.split(".")[0] ?? null);
    const page = await listLinks({ ctx, input: { appId, cursor, sort } });
    expect(page).toMatchObject({ isFirst: false, nextCursor: null });
  },
);

test("a head sorts by its column, the greatest or the soonest first, and turns round what is sorted by it", () => {
  const heads = (name: string | null) => sortHeads(readLinkSort(name), (next) => sortQuery(next) ?? "none");
  expect(heads(null)).toEqual({
    created: { href: "created", direction: "descending" },
    used: { href: "-used", direction: null },
    calls: { href: "-calls", direction: null },
    errors: { href: "-errors", direction: null },
    expires: { href: "expires", direction: null },
  });
  expect(heads("-errors").errors).toEqual({ href: "errors", direction: "descending" });
  expect(heads("expires").expires).toEqual({ href: "-expires", direction: "ascending" });
  expect(heads("errors").created).toEqual({ href: "none", direction: null });
});
