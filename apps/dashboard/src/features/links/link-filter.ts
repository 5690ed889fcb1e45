/** Which of an app's links are wanted, as an address says it. */
import type { LinkState } from "../../link-state.ts";

export const LINK_STATES: Readonly<Record<LinkState, string>> = {
  active: "Active",
  revoking: "Being revoked",
  revoked: "Revoked",
  expired: "Expired or used up",
  session_ended: "Session ended",
};

export type LinkFilter = {
  readonly state: LinkState | null;
  /** A part of a label, or the beginning of a token id. */
  readonly search: string | null;
};

export const NO_LINK_FILTER: LinkFilter = { state: null, search: null };

const MOST_SEARCHED_CHARS = 100;

/** What makes no sense is left out. */
export function readLinkFilter(given: Readonly<Record<keyof LinkFilter, string | null>>): LinkFilter {
  const search = given.search?.replaceAll("\u0000", "").trim().slice(0, MOST_SEARCHED_CHARS);
  return { state: isLinkState(given.state) ? given.state : null, search: search || null };
}

const isLinkState = (text: string | null): text is LinkState =>
  text !== null && Object.hasOwn(LINK_STATES, text);

export const isLinkFiltered = ({ state, search }: LinkFilter): boolean => state !== null || search !== null;
