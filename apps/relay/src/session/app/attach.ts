/** An app comes, comes back, or goes: register, resume, end, and what happens when its socket closes. */
import {
  type AppFrame,
  appKeyIdOf,
  cleanLine,
  cleanText,
  limits,
  newResumeSecret,
  no,
  ok,
  parseTools,
  refuse,
  type RelayFrame,
  type Result,
  sha256,
  type Tool,
} from "@agent-socket/protocol";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import type { SocketAdmission } from "../../admission.ts";
import { loseCalls, stopCalls } from "../calls/endings.ts";
import { buildInputCheck } from "../input/input-check.ts";
import { equalTexts, revokeLink } from "../links.ts";
import { offeredBy, report } from "../outbox.ts";
import { goAway, saveRecord } from "../presence.ts";
import type { AppWishes, EndReason, SessionRecord } from "../records.ts";
import type { AppSocket, CheckedTool, Session } from "../session.ts";
import { policyOf } from "./refresh.ts";

type Frame<T extends AppFrame["type"]> = Extract<AppFrame, { type: T }>;
export type AppCredentials = { readonly appId: string; readonly appKey?: string | undefined };
/** The registry's word on an app and its credentials; `isNew`: for a session that is not there yet. */
export type Admit = (app: AppCredentials, isNew: boolean) => Promise<Result<RegistryEntry>>;
/** The first frame of a socket, and where it came. */
export type First<F extends AppFrame = AppFrame> = {
  readonly frame: F;
  /** The id of the session that was addressed. */
  readonly name: string;
  readonly admission: SocketAdmission;
  readonly socket: AppSocket;
};

const resumeRefused = refuse(
  "resume_refused",
  "This session cannot be resumed: it is unknown, or its secret is wrong or spent.",
  { hint: "Register a new session. Its links will be new ones." },
);
const alreadyConnected = refuse("already_connected", "This session id is in use; connect again.");

/** The answer to a first frame. Where it is a success, the socket has taken over by the time that it is returned. */
export async function attachApp(session: Session, first: First, admit: Admit): Promise<Result<RelayFrame>> {
  const { frame, name, admission } = first;
  const isAddressed = admission.isReturning && "sessionId" in frame && frame.sessionId === name;
  if (frame.type === "register" && !admission.isReturning)
    return register(session, { ...first, frame }, admit);
  if (frame.type === "resume" && isAddressed) return resume(session, { ...first, frame }, admit);
  if (frame.type === "end" && isAddressed) return endByApp(session, frame);
  const expected = admission.isReturning ? '"resume" or "end" of the session in the address' : '"register"';
  return no(refuse("malformed", `The first frame must be ${expected}.`));
}

async function register(
  session: Session,
  first: First<Frame<"register">>,
  admit: Admit,
): Promise<Result<RelayFrame>> {
  const { frame, name, admission, socket } = first;
  if (session.record !== null) return no(alreadyConnected);
  const tools = parseTools(frame.tools);
  if (!tools.ok) return tools;
  const entry = await admit(frame, true);
  if (!entry.ok) return entry;
  const secret = newResumeSecret();
  const [secretDigest, keyHash] = await Promise.all([sha256(secret), keyHashOf(frame.appKey)]);
  // Another socket may have registered under this id while the registry was asked.
  if (session.record !== null) return no(alreadyConnected);
  session.store.create();
  takeTools(session, tools.value);
  const record: SessionRecord = {
    ...described(frame, entry.value, keyHash),
    sessionId: name,
    origin: admission.origin,
    relayUrl: admission.relayUrl,
    secretDigest,
    nextSecretDigest: null,
    createdAtMs: session.ports.now(),
    awaySinceMs: null,
    end: null,
  };
  takeSocket(session, socket, record);
  const { origin, sdk, entryVersion } = record;
  const appKeyId = frame.appKey === undefined ? null : appKeyIdOf(frame.appKey);
  report(
    session,
    { kind: "session_started", origin, sdk, appKeyId, entryVersion, ...offeredBy(session) },
    `started_${name}`,
  );
  return ok(registered(record, secret, false));
}

async function resume(
  session: Session,
  first: First<Frame<"resume">>,
  admit: Admit,
): Promise<Result<RelayFrame>> {
  const { frame, admission, socket } = first;
  const tools = parseTools(frame.tools);
  if (!tools.ok) return tools;
  if (!(await ownsSession(session, frame.secret, frame.appId))) return no(resumeRefused);
  const entry = await admit(frame, false);
  if (!entry.ok) return entry;
  const secret = newResumeSecret();
  const [secretDigest, nextSecretDigest, keyHash] = await Promise.all([
    sha256(frame.secret),
    sha256(secret),
    keyHashOf(frame.appKey),
  ]);
  const { record } = session;
  // Asked again: while the registry was asked, the session may have ended or the secret may have been spent.
  if (record === null || record.end !== null || !knowsSecret(record, secretDigest)) return no(resumeRefused);
  session.socket?.refuse(refuse("replaced", "Another connection of this session took over."));
  loseCalls(session);
  takeTools(session, tools.value);
  const { origin, relayUrl } = admission;
  const known = { ...described(frame, entry.value, keyHash), origin, relayUrl };
  const changed = { ...known, secretDigest, nextSecretDigest };
  takeSocket(session, socket, { ...record, ...changed, awaySinceMs: null });
  for (const tokenId of frame.revokeTokens ?? []) revokeLink(session, tokenId, "app");
  const { entryVersion } = changed;
  report(session, { kind: "session_presence", online: true, entryVersion, ...offeredBy(session) });
  return ok(registered(record, secret, true));
}

/** The app ends its session for good, perhaps from another socket than the one it works on. */
async function endByApp(session: Session, frame: Frame<"end">): Promise<Result<RelayFrame>> {
  if (!(await ownsSession(session, frame.secret, null))) return no(resumeRefused);
  endSession(session, "app");
  return ok({ type: "end_reply", ok: true });
}

export function endSession(session: Session, reason: EndReason): void {
  const { record } = session;
  if (record === null || record.end !== null) return;
  const atMs = session.ports.now();
  stopCalls(
    session,
    () => true,
    "revoked",
    refuse("session_ended", "The session was ended while the call ran. It may have run, or not."),
  );
  saveRecord(session, { ...record, end: { reason, atMs } });
  takeTools(session, []);
  report(session, { kind: "session_ended", reason }, `ended_${record.sessionId}`);
  session.ports.wakeAt(atMs + limits.TOMBSTONE_MS);
  const { socket } = session;
  session.socket = null;
  socket?.close(1000, reason);
}

/** The socket closed. Code 1000 is the app's word that it is done; anything else may be a reload, a tunnel, a crash. */
export function detach(session: Session, closeCode: number): void {
  session.socket = null;
  loseCalls(session);
  if (closeCode === 1000) return endSession(session, "app");
  goAway(session);
}

export function takeTools(session: Session, tools: readonly Tool[]): void {
  session.store.writeTools(tools);
  session.tools = tools.map(checked);
}

export const checked = (tool: Tool): CheckedTool => ({
  ...tool,
  check: buildInputCheck(tool.inputSchema),
  checkGiven: buildInputCheck(tool.inputSchema === null ? null : { ...tool.inputSchema, required: [] }),
});

function takeSocket(session: Session, socket: AppSocket, record: SessionRecord): void {
  session.socket = socket;
  session.listed.clear();
  socket.takeOver();
  saveRecord(session, record);
  // The alarm that will notice, one day, that an app whose socket vanished without a word never came back.
  session.ports.wakeAt(session.ports.now() + record.holdForMs);
}

function described(frame: Frame<"register" | "resume">, entry: RegistryEntry, keyHash: string | null) {
  const wishes: AppWishes = {
    name: cleanLine(frame.appName ?? "", limits.MAX_NAME_CHARS),
    linkCalls: frame.linkCalls ?? "all",
    holdForMs: frame.holdForMs ?? null,
    keyHash,
  };
  return {
    appId: entry.appId,
    appDescription: cleanLine(frame.appDescription ?? "", limits.MAX_DESCRIPTION_CHARS),
    agentsMd: cleanText(frame.agentsMd ?? ""),
    sdk: frame.sdk === undefined ? null : cleanLine(frame.sdk, 64),
    prompts: (frame.prompts ?? []).map(({ name: id, description, text }) => ({
      name: id,
      description: cleanLine(description, limits.MAX_DESCRIPTION_CHARS),
      text: cleanText(text),
    })),
    canAsk: frame.canAsk ?? false,
    answersPing: frame.answersPing ?? false,
    wishes,
    ...policyOf(entry, wishes),
  };
}

const keyHashOf = async (appKey: string | undefined): Promise<string | null> =>
  appKey === undefined ? null : sha256(appKey);

const registered = (record: SessionRecord, resumeSecret: string, resumed: boolean): RelayFrame => ({
  type: "register_reply",
  ok: true,
  sessionId: record.sessionId,
  resumeSecret,
  resumed,
  holdForMs: record.holdForMs,
  limits: {
    maxFrameBytes: limits.MAX_FRAME_BYTES,
    maxResultBytes: limits.MAX_RESULT_BYTES,
    maxTools: limits.MAX_TOOLS,
    maxLinks: limits.MAX_LINKS_PER_SESSION,
    maxInflight: limits.MAX_INFLIGHT_PER_SESSION,
  },
});

async function ownsSession(session: Session, secret: string, appId: string | null): Promise<boolean> {
  const digest = await sha256(secret);
  const { record } = session;
  return (
    record !== null &&
    record.end === null &&
    (appId === null || record.appId === appId) &&
    knowsSecret(record, digest)
  );
}

const knowsSecret = (record: SessionRecord, digest: string): boolean =>
  equalTexts(record.secretDigest, digest) ||
  (record.nextSecretDigest !== null && equalTexts(record.nextSecretDigest, digest));
