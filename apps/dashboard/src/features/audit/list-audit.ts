/** Who changed what in a workspace, newest first, a page at a time. */
import { apps, auditEvents, type Db, memberships, users } from "@agent-socket/db";
import { and, desc, eq, gte, lt, or, sql } from "drizzle-orm";
import type { UserContext } from "../../context.ts";
import { cutPage, decodeCursor, encodeCursor, PAGE_SIZE, type PageCursor } from "../../page-cursor.ts";
import { requireWorkspace } from "../../workspace-access.ts";
import type { AuditFilter } from "./audit-filter.ts";
import { truncateAddress } from "./truncate-address.ts";

export type AuditRow = {
  readonly id: string;
  readonly atMs: number;
  /** `null` once the account is gone. */
  readonly actor: { readonly name: string; readonly email: string } | null;
  readonly action: string;
  readonly appId: string | null;
  readonly appName: string | null;
  readonly subject: string;
  readonly detail: string | null;
  /** Truncated: the network, not the person's own address. */
  readonly network: string | null;
  readonly requestId: string;
};

export type AuditActor = { readonly id: string; readonly label: string };

type Input = { readonly workspaceId: string; readonly filter: AuditFilter };

export async function listAudit({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: Input & { readonly cursor?: string | undefined };
}): Promise<{
  readonly rows: readonly AuditRow[];
  readonly actors: readonly AuditActor[];
  readonly nextCursor: string | null;
}> {
  const { id } = await requireWorkspace(ctx, input.workspaceId, "manage");
  const [found, actors] = await Promise.all([
    readRows(ctx.db, id, input.filter, decodeCursor(input.cursor), PAGE_SIZE + 1),
    readActors(ctx.db, id),
  ]);
  const { rows, nextCursor } = cutPage(found, (row) => encodeCursor({ at: new Date(row.atMs), id: row.id }));
  return { rows, actors, nextCursor };
}

/** More than anybody reads; who needs all narrows the time. */
const MAX_EXPORTED = 10_000;

export async function exportAudit({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: Input;
}): Promise<readonly AuditRow[]> {
  const { id } = await requireWorkspace(ctx, input.workspaceId, "manage");
  return readRows(ctx.db, id, input.filter, null, MAX_EXPORTED);
}

async function readRows(
  db: Db,
  workspaceId: string,
  { actorId, action, from, to }: AuditFilter,
  cursor: PageCursor | null,
  limit: number,
): Promise<readonly AuditRow[]> {
  const isWanted = and(
    eq(auditEvents.workspaceId, workspaceId),
    actorId === null ? undefined : eq(auditEvents.actorId, actorId),
    action === null ? undefined : eq(auditEvents.action, action),
    from === null ? undefined : gte(auditEvents.at, new Date(`${from}T00:00:00Z`)),
    to === null ? undefined : lt(auditEvents.at, sql`${`${to}T00:00:00Z`}::timestamptz + interval '1 day'`),
    isAfter(cursor),
  );
  const found = await db
    .select({ event: auditEvents, email: users.email, name: users.name, appName: apps.name })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.actorId))
    .leftJoin(apps, and(eq(apps.id, auditEvents.appId), eq(apps.workspaceId, workspaceId)))
    .where(isWanted)
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(limit);
  return found.map(({ event, email, name, appName }) => ({
    id: String(event.id),
    atMs: event.at.getTime(),
    actor: email === null ? null : { email, name: name ?? "" },
    action: event.action,
    appId: event.appId,
    appName,
    subject: event.subject,
    detail: event.detail,
    network: truncateAddress(event.ipAddress),
    requestId: event.requestId,
  }));
}

function isAfter(cursor: PageCursor | null) {
  if (cursor === null || !/^\d{1,15}$/.test(cursor.id)) return undefined;
  return or(
    lt(auditEvents.at, cursor.at),
    and(eq(auditEvents.at, cursor.at), lt(auditEvents.id, Number(cursor.id))),
  );
}

/** Everybody who ever changed something here and still has an account. */
async function readActors(db: Db, workspaceId: string): Promise<readonly AuditActor[]> {
  const hasActed = sql`exists (select 1 from ${auditEvents} where ${auditEvents.workspaceId} = ${workspaceId}
    and ${auditEvents.actorId} = ${users.id})`;
  const isMember = sql`exists (select 1 from ${memberships} where ${memberships.workspaceId} = ${workspaceId}
    and ${memberships.userId} = ${users.id})`;
  const found = await db
    .select({ id: users.id, email: users.email, name: users.name })
    .from(users)
    .where(or(hasActed, isMember))
    .orderBy(users.email);
  return found.map(({ id, email, name }) => ({ id, label: name === "" ? email : `${name} (${email})` }));
}
