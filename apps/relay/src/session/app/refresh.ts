/** The app's entry in the registry changed while the session is at work: it holds for who is connected already. */
import { cleanLine, limits, type Refusal } from "@agent-socket/protocol";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import type { Obeyed } from "../../admission.ts";
import { mayConnect } from "../../registry/may-connect.ts";
import { stricter } from "../agent/scope.ts";
import { loseCalls } from "../calls/endings.ts";
import { goAway, saveRecord } from "../presence.ts";
import type { AppWishes, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";

/** What a session takes from its app's entry; the app's own wishes can only narrow it. */
export function policyOf(
  entry: RegistryEntry,
  { name, linkCalls, holdForMs }: AppWishes,
): Pick<
  SessionRecord,
  "appName" | "linkCalls" | "holdForMs" | "entryVersion" | "isSuspended" | "callsUsedUpUntilMs"
> {
  return {
    appName: name === "" ? cleanLine(entry.name, limits.MAX_NAME_CHARS) : name,
    linkCalls: stricter(entry.linkCalls, linkCalls),
    holdForMs: Math.min(entry.holdForMs, holdForMs ?? entry.holdForMs),
    entryVersion: entry.version,
    isSuspended: entry.status !== "active",
    callsUsedUpUntilMs: entry.usedUp.callsUntilMs,
  };
}

/** An app that the entry does not allow loses its socket; its links stay, for the case that it is allowed again. */
export function refresh(
  session: Session,
  record: SessionRecord,
  entry: RegistryEntry,
  dashboardUrl: string | null,
): Pick<Obeyed, "version" | "refused"> {
  if (record.entryVersion >= entry.version) return { version: record.entryVersion, refused: null };
  saveRecord(session, { ...record, ...policyOf(entry, record.wishes) });
  const { origin, wishes } = record;
  const allowed = mayConnect(entry, { origin, keyHash: wishes.keyHash, isNew: false }, dashboardUrl);
  if (!allowed.ok) dismiss(session, allowed.refusal);
  // It may be held for a shorter time now.
  session.ports.wakeAt(session.ports.now());
  return { version: entry.version, refused: allowed.ok ? null : allowed.refusal.code };
}

/** What its calls came to is not known any more: the app has lost the socket that it would have answered on. */
function dismiss(session: Session, refusal: Refusal): void {
  const { socket } = session;
  session.socket = null;
  socket?.refuse(refusal);
  loseCalls(session);
  goAway(session);
}
