/** Which part of an audit log is wanted, as an address says it. */
import { AUDIT_ACTIONS, type AuditAction } from "../../audit.ts";
import { isUuid } from "../../is-uuid.ts";

export type AuditFilter = {
  readonly actorId: string | null;
  readonly action: AuditAction | null;
  /** A day in UTC, such as 2026-11-22; both ends belong to it. */
  readonly from: string | null;
  readonly to: string | null;
};

type Given = Readonly<Record<"actor" | "action" | "from" | "to", string | null>>;

/** What makes no sense is left out: an address is typed by people, too. */
export function readAuditFilter({ actor, action, from, to }: Given): AuditFilter {
  return {
    actorId: actor !== null && isUuid(actor) ? actor : null,
    action: AUDIT_ACTIONS.find((known) => known === action) ?? null,
    from: dayOf(from),
    to: dayOf(to),
  };
}

/** The same, for an address again. */
export const filterQuery = ({ actorId, action, from, to }: AuditFilter): Given => ({
  actor: actorId,
  action,
  from,
  to,
});

export const isFiltered = (filter: AuditFilter): boolean =>
  Object.values(filter).some((value) => value !== null);

function dayOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  return Number.isNaN(Date.parse(text)) ? null : text;
}
