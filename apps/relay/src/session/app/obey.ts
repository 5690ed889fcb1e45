/** An order of the dashboard, done once. */
import type { Obeyed, Order } from "../../admission.ts";
import { mintLink, revokeLink } from "../links.ts";
import type { SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { endSession } from "./attach.ts";
import { refresh } from "./refresh.ts";

/** `null`: this message came before. A session that does not exist keeps nothing, and nothing can be ordered of it. */
export async function obey(
  session: Session,
  order: Order,
  dashboardUrl: string | null,
): Promise<Obeyed | null> {
  const { record, store, ports } = session;
  const unknown = { found: false, atMs: ports.now(), version: 0, refused: null, link: null };
  if (record === null || record.appId !== order.appId) return unknown;
  if (!store.orders.takeOnce(order.messageId, ports.now())) return null;
  const known = { ...unknown, found: true, version: record.entryVersion };
  switch (order.kind) {
    case "revoke_link":
      return { ...known, found: revokeLink(session, order.tokenId, "developer") };
    case "mint_link":
      return record.end === null ? { ...known, ...(await mint(session, record, order)) } : unknown;
    case "end":
      endSession(session, "developer");
      return known;
    case "refresh":
      return record.end === null
        ? { ...known, ...refresh(session, record, order.entry, dashboardUrl) }
        : unknown;
  }
}

async function mint(
  session: Session,
  record: SessionRecord,
  { label, expiresInSeconds, readOnly }: Extract<Order, { kind: "mint_link" }>,
): Promise<Pick<Obeyed, "link" | "refused">> {
  const minted = await mintLink(session, record, { label, expiresIn: expiresInSeconds, readOnly });
  if (!minted.ok) return { link: null, refused: minted.refusal.code };
  const { url, link } = minted.value;
  return { link: { url, tokenId: link.tokenId }, refused: null };
}
