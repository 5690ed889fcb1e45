/** The links of a session: made, listed, recognised, revoked. */
import {
  cleanLine,
  limits,
  type LinkSummary,
  no,
  ok,
  refuse,
  type Refusal,
  type Result,
  sha256,
  tokenIdOf,
} from "@agent-socket/protocol";
import type { LinkCallPolicy } from "@agent-socket/protocol/control-plane";
import { stopCalls } from "./calls/endings.ts";
import { report } from "./outbox.ts";
import type { Link, SessionRecord } from "./records.ts";
import type { Session } from "./session.ts";

export type LinkRequest = {
  readonly label?: string | undefined;
  /** Seconds from now. */
  readonly expiresIn?: number | undefined;
  readonly tools?: readonly string[] | undefined;
  readonly readOnly?: boolean | undefined;
  readonly maxCalls?: number | undefined;
  readonly linkCalls?: LinkCallPolicy | undefined;
};
export type MintedLink = { readonly token: string; readonly url: string; readonly link: Link };

export async function mintLink(
  session: Session,
  record: SessionRecord,
  request: LinkRequest,
): Promise<Result<MintedLink>> {
  const unknown = request.tools?.find((name) => !session.tools.some((tool) => tool.name === name));
  if (unknown !== undefined)
    return no(refuse("invalid_registration", `tools: no tool is named "${unknown}".`));
  const token = await session.ports.mintToken(record.sessionId);
  const digest = await sha256(token);
  const now = session.ports.now();
  dropDeadLinks(session, now);
  const full = tooManyLinks(session, now);
  if (full !== null) return no(full);
  const link = newLink(request, digest, now);
  saveLink(session, link);
  const { tokenId, expiresAtMs, readOnly, tools, maxCalls } = link;
  report(
    session,
    {
      kind: "link_created",
      tokenId,
      label: link.label,
      expiresAtMs,
      readOnly,
      tools: tools === null ? null : [...tools],
      maxCalls,
    },
    `created_${tokenId}`,
  );
  return ok({ token, url: `${record.relayUrl}/v1/t/${token}`, link });
}

function tooManyLinks({ links }: Session, nowMs: number): Refusal | null {
  const active = [...links.values()].filter((link) => statusOf(link, nowMs) === "active").length;
  if (active >= limits.MAX_LINKS_PER_SESSION) {
    const message = `A session has at most ${limits.MAX_LINKS_PER_SESSION} links; revoke one first.`;
    return refuse("limit_reached", message);
  }
  if (links.size < limits.MAX_LINKS_KEPT) return null;
  return refuse(
    "limit_reached",
    `A session makes at most ${limits.MAX_LINKS_KEPT} links a day, revoked ones included.`,
    { hint: "Keep a link and use it again instead of making a new one each time." },
  );
}

/** The holder of a dead link hears for a day why it is dead; then it is forgotten. */
export function dropDeadLinks(session: Session, nowMs: number): void {
  for (const link of session.links.values()) {
    const diedAtMs = deathOf(link);
    if (diedAtMs === null || diedAtMs + limits.TOMBSTONE_MS > nowMs) continue;
    forgetLink(session, link.tokenId);
    session.store.dropLink(link.tokenId);
  }
}

/** Everything that the memory holds by a link's id, or leads to it. */
type LinkMemory = Pick<Session, "links" | "buckets" | "listed" | "tokenIds">;

/** A session may live for months, and its memory with it. */
export function forgetLink({ links, buckets, listed, tokenIds }: LinkMemory, tokenId: string): void {
  links.delete(tokenId);
  buckets.delete(tokenId);
  listed.delete(tokenId);
  for (const [token, id] of tokenIds) if (id === tokenId) tokenIds.delete(token);
}

/** When the next dead link is to be forgotten. */
export function nextLinkDropMs(session: Session): number | null {
  const deaths = [...session.links.values()].map(deathOf).filter((atMs) => atMs !== null);
  return deaths.length === 0 ? null : Math.min(...deaths) + limits.TOMBSTONE_MS;
}

function deathOf(link: Link): number | null {
  if (link.revoked !== null) return link.revoked.atMs;
  return isUsedUp(link) ? link.lastUsedAtMs : link.expiresAtMs;
}

function newLink(request: LinkRequest, digest: string, nowMs: number): Link {
  const label = request.label === undefined ? "" : cleanLine(request.label, limits.MAX_LABEL_CHARS);
  return {
    tokenId: tokenIdOf(digest),
    digest,
    label: label === "" ? null : label,
    tools: request.tools === undefined ? null : [...new Set(request.tools)],
    readOnly: request.readOnly ?? false,
    maxCalls: request.maxCalls ?? null,
    linkCalls: request.linkCalls ?? null,
    createdAtMs: nowMs,
    expiresAtMs: request.expiresIn === undefined ? null : nowMs + request.expiresIn * 1000,
    openedAtMs: null,
    lastUsedAtMs: null,
    lastClient: null,
    calls: 0,
    revoked: null,
  };
}

export function saveLink(session: Session, link: Link): void {
  session.links.set(link.tokenId, link);
  session.store.writeLink(link);
}

/** The link of a token, whatever became of it, or `null` when the session never made it. */
export async function findLink(session: Session, token: string): Promise<Link | null> {
  const known = session.tokenIds.get(token);
  if (known !== undefined) return session.links.get(known) ?? null;
  const digest = await sha256(token);
  const link = session.links.get(tokenIdOf(digest));
  if (link === undefined || !equalTexts(link.digest, digest)) return null;
  session.tokenIds.set(token, link.tokenId);
  return link;
}

/** Whether the link may still be used at all; where not, the refusal says why. */
export function liveLink(session: Session, record: SessionRecord, link: Link): Result<Link> {
  if (link.revoked !== null) {
    return no(
      refuse("link_revoked", "This link was revoked.", {
        hint: "Stop, and tell the user: to go on, make a new link in the app and paste it here.",
      }),
    );
  }
  if (record.end !== null) {
    return no(
      refuse("session_ended", `The connection to "${record.appName}" was ended.`, {
        hint: "Stop, and ask the user to open the app and make a new link.",
      }),
    );
  }
  return isOver(link, session.ports.now()) ? no(expired("This link has expired.")) : ok(link);
}

/** Whether the link may start a call. One that used up its calls may still read what they came to. */
export const unspentLink = (link: Link): Result<Link> =>
  isUsedUp(link) ? no(expired("This link has used up its calls.")) : ok(link);

const expired = (message: string): Refusal =>
  refuse("link_expired", message, { hint: "Stop, and ask the user to make a new link in the app." });

/** After this returns no call with the link is dispatched; those on their way are cancelled. `false`: no such link. */
export function revokeLink(session: Session, tokenId: string, by: "app" | "holder" | "developer"): boolean {
  const link = session.links.get(tokenId);
  if (link === undefined) return false;
  if (link.revoked !== null) return true;
  const atMs = session.ports.now();
  saveLink(session, { ...link, revoked: { by, atMs } });
  session.ports.wakeAt(atMs + limits.TOMBSTONE_MS);
  stopCalls(
    session,
    ({ call }) => call.tokenId === tokenId,
    "revoked",
    refuse("link_revoked", "This link was revoked while the call ran. It may have run, or not."),
  );
  session.socket?.send({ type: "token_revoked", tokenId, by });
  report(session, { kind: "link_revoked", tokenId, by }, `revoked_${tokenId}`);
  return true;
}

export function summarise(link: Link, nowMs: number): LinkSummary {
  return {
    tokenId: link.tokenId,
    label: link.label,
    status: statusOf(link, nowMs),
    createdAt: isoTime(link.createdAtMs),
    expiresAt: link.expiresAtMs === null ? null : isoTime(link.expiresAtMs),
    lastUsedAt: link.lastUsedAtMs === null ? null : isoTime(link.lastUsedAtMs),
    calls: link.calls,
  };
}

export const isoTime = (atMs: number): string => new Date(atMs).toISOString();

function statusOf(link: Link, nowMs: number): LinkSummary["status"] {
  if (link.revoked !== null) return "revoked";
  return isOver(link, nowMs) || isUsedUp(link) ? "expired" : "active";
}

const isOver = ({ expiresAtMs }: Link, nowMs: number): boolean =>
  expiresAtMs !== null && expiresAtMs <= nowMs;
const isUsedUp = ({ maxCalls, calls }: Link): boolean => maxCalls !== null && calls >= maxCalls;

/** Takes the same time whatever the first difference is. */
export function equalTexts(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++)
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index % Math.max(b.length, 1));
  return difference === 0;
}
