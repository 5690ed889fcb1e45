/** An order of the dashboard, done once. */
import type { Obeyed, Order } from "../../admission.ts";
import { revokeLink } from "../links.ts";
import type { Session } from "../session.ts";
import { endSession } from "./attach.ts";
import { refresh } from "./refresh.ts";

/** `null`: this message came before. A session that does not exist keeps nothing, and nothing can be ordered of it. */
export function obey(session: Session, order: Order, dashboardUrl: string | null): Obeyed | null {
  const { record, store, ports } = session;
  const unknown = { found: false, atMs: ports.now(), version: 0, refused: null };
  if (record === null || record.appId !== order.appId) return unknown;
  if (!store.orders.takeOnce(order.messageId, ports.now())) return null;
  const known = { ...unknown, found: true, version: record.entryVersion };
  switch (order.kind) {
    case "revoke_link":
      return { ...known, found: revokeLink(session, order.tokenId, "developer") };
    case "end":
      endSession(session, "developer");
      return known;
    case "refresh":
      return record.end === null
        ? { ...known, ...refresh(session, record, order.entry, dashboardUrl) }
        : unknown;
  }
}
