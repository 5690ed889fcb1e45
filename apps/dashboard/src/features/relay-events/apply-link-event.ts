/** What the relay says of a link. A row tells what is true in whatever order its events came. */
import { type Db, links } from "@agent-socket/db";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { seeLink } from "./see-links.ts";

export type LinkEvent = Extract<RelayEvent, { kind: "link_created" | "link_opened" | "link_revoked" }>;

export const isLinkEvent = (event: RelayEvent): event is LinkEvent =>
  event.kind === "link_created" || event.kind === "link_opened" || event.kind === "link_revoked";

export async function applyLinkEvent(tx: Db, event: LinkEvent): Promise<void> {
  await seeLink(tx, { ...event, fromMs: event.atMs, toMs: event.atMs });
  await tx
    .update(links)
    .set(changeOf(event))
    .where(and(eq(links.appId, event.appId), eq(links.tokenId, event.tokenId)));
}

/** The guess of the newest use wins, whenever it is told. */
const newerClient = (client: string, at: SQL) => ({
  client: sql`case when ${links.clientAt} > ${at} then ${links.client} else ${client} end`,
  clientAt: sql`greatest(${links.clientAt}, ${at})`,
});

function changeOf(event: LinkEvent) {
  const at = sql`${new Date(event.atMs).toISOString()}::timestamptz`;
  switch (event.kind) {
    case "link_created": {
      const { label, readOnly, tools, maxCalls, expiresAtMs } = event;
      const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs);
      return { label, readOnly, tools, maxCalls, expiresAt };
    }
    case "link_opened":
      return {
        openedAt: sql`least(${links.openedAt}, ${at})`,
        ...(event.client === null ? {} : newerClient(event.client, at)),
      };
    case "link_revoked":
      return {
        revokedAt: sql`coalesce(${links.revokedAt}, ${at})`,
        revokedBy: sql`coalesce(${links.revokedBy}, ${event.by})`,
      };
  }
}
