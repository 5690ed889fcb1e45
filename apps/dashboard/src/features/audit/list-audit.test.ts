/** Reading the audit log of a workspace. */
import { auditEvents } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { readAuditFilter } from "./audit-filter.ts";
import { exportAudit, listAudit } from "./list-audit.ts";
import { listOwnAudit } from "./list-own-audit.ts";

const world = await openWorld();
const { db } = world.database;

const none = { actor: null, action: null, from: null, to: null };
const list = (
  ctx: UserContext,
  workspaceId: string,
  given: Partial<typeof none> & object = {},
  cursor?: string,
) => listAudit({ ctx, input: { workspaceId, filter: readAuditFilter({ ...none, ...given }), cursor } });

test("says who changed what, newest first, with the network but not the address", async () => {
  const ctx = await world.newUser();
  const workspaceId = await world.workspaceOf(ctx);
  const appId = await world.newApp(ctx, "Canvas");
  await world.allow(ctx, appId, "https://app.example.com");
  const { rows, actors, nextCursor } = await list(ctx, workspaceId);
  expect(rows).toMatchObject([
    {
      action: "origin.allow",
      subject: "https://app.example.com",
      appName: "Canvas",
      network: "192.0.2.0/24",
    },
    { action: "app.create", appId, actor: { email: ctx.user.email }, requestId: ctx.requestId },
  ]);
  expect(JSON.stringify(rows)).not.toContain("192.0.2.1");
  expect(actors).toEqual([{ id: ctx.user.id, label: ctx.user.email }]);
  expect(nextCursor).toBeNull();
});

test("filters by who, by what and by day; what makes no sense filters nothing", async () => {
  const ctx = await world.newUser();
  const workspaceId = await world.workspaceOf(ctx);
  const colleague = await world.newMember(workspaceId, "developer");
  const appId = await world.newApp(ctx);
  await world.allow(colleague, appId, "https://app.example.com");
  const of = async (given: object) => (await list(ctx, workspaceId, given)).rows.map(({ action }) => action);
  expect(await of({ actor: colleague.user.id })).toEqual(["origin.allow"]);
  expect(await of({ action: "app.create" })).toEqual(["app.create"]);
  await db
    .update(auditEvents)
    .set({ at: new Date("2026-03-10T23:59:59.999Z") })
    .where(eq(auditEvents.actorId, colleague.user.id));
  expect(await of({ from: "2026-03-10", to: "2026-03-10" })).toEqual(["origin.allow"]);
  expect(await of({ to: "2026-03-09" })).toEqual([]);
  expect(await of({ from: "2026-03-11" })).toEqual(["app.create"]);
  const nonsense = { actor: "'", action: "drop", from: "2026-13-45", to: "yesterday" };
  expect(await of(nonsense)).toHaveLength(2);
});

test("pages through all changes once, in order", async () => {
  const ctx = await world.newUser();
  const workspaceId = await world.workspaceOf(ctx);
  const at = Date.now();
  const values = Array.from({ length: 120 }, (_, index) => ({
    workspaceId,
    actorId: ctx.user.id,
    action: "app.create",
    subject: String(index),
    requestId: "req",
    at: new Date(at + Math.floor(index / 7)),
  }));
  await db.insert(auditEvents).values(values);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(ctx, workspaceId, {}, cursor);
    seen.push(...page.rows.map(({ subject }) => subject));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(values.map(({ subject }) => subject).toReversed());
  expect(await exportAudit({ ctx, input: { workspaceId, filter: readAuditFilter(none) } })).toHaveLength(120);
  expect((await list(ctx, workspaceId, {}, "1.x")).rows).toHaveLength(50);
});

test("keeps what was done by somebody whose account is gone", async () => {
  const ctx = await world.newUser();
  const workspaceId = await world.workspaceOf(ctx);
  const requestId = "req";
  const actorId = crypto.randomUUID();
  await db
    .insert(auditEvents)
    .values({ workspaceId, actorId, action: "app.create", subject: "x", requestId });
  expect((await list(ctx, workspaceId)).rows).toMatchObject([{ actor: null, subject: "x", network: null }]);
});

test("owners and admins read it; developers, viewers and strangers do not", async () => {
  const ctx = await world.newUser();
  const workspaceId = await world.workspaceOf(ctx);
  await list(await world.newMember(workspaceId, "admin"), workspaceId);
  const input = { workspaceId, filter: readAuditFilter(none) };
  for (const role of ["developer", "viewer"] as const) {
    const member = await world.newMember(workspaceId, role);
    await expectRefusal(list(member, workspaceId), "forbidden");
    await expectRefusal(exportAudit({ ctx: member, input }), "forbidden");
  }
  const stranger = await world.newUser();
  await expectRefusal(list(stranger, workspaceId), "not_found");
  await expectRefusal(exportAudit({ ctx: stranger, input }), "not_found");
});

test("a person sees what was changed of their own account, and of nobody else's", async () => {
  const [ctx, stranger] = [await world.newUser(), await world.newUser()];
  await world.newApp(ctx);
  const own = { action: "account.change_name", requestId: "req", ipAddress: "192.0.2.1" } as const;
  await db.insert(auditEvents).values([
    { ...own, actorId: ctx.user.id, subject: ctx.user.id, detail: "Ada" },
    { ...own, actorId: stranger.user.id, subject: stranger.user.id },
  ]);
  expect(await listOwnAudit({ ctx })).toMatchObject([
    { action: "account.change_name", detail: "Ada", network: "192.0.2.0/24" },
  ]);
});
