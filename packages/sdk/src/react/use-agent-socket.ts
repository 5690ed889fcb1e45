/** The session and what changes about it, as React reads it. */
import { useCallback, useContext, useRef, useSyncExternalStore } from "react";
import { AgentSocketError } from "../agent-socket-error.ts";
import type { Session, SessionStatus } from "../session/session.ts";
import { type AgentSocket, AgentSocketContext } from "./session-context.ts";

/** What `useAgentSocket` returns. */
export type AgentSocketState = {
  /** `null` on a server, and until the page has mounted. */
  readonly session: Session | null;
  readonly status: SessionStatus;
  /** Why the session ended, or why it cannot connect at the moment. */
  readonly error: AgentSocketError | null;
  readonly isPaused: boolean;
};

const NOT_YET: AgentSocketState = { session: null, status: "connecting", error: null, isPaused: false };

/**
 * Renders anew when one of these changes.
 *
 * @example
 * ```ts
 * import { useAgentSocket } from "@agent-socket/sdk/react";
 *
 * const Status = () => <output>{useAgentSocket().status}</output>;
 * ```
 */
export function useAgentSocket(): AgentSocketState {
  const { session } = useProvided();
  const last = useRef(NOT_YET);
  const subscribe = useCallback(
    (changed: () => void) => {
      if (session === null) return () => undefined;
      const stops = [session.on("status", changed), session.on("paused", changed)];
      return () => stops.forEach((stop) => stop());
    },
    [session],
  );
  const read = useCallback(() => {
    const now = stateOf(session);
    const before = last.current;
    const isSame =
      before.session === now.session &&
      before.status === now.status &&
      before.error?.code === now.error?.code &&
      before.isPaused === now.isPaused;
    return isSame ? before : (last.current = now);
  }, [session]);
  return useSyncExternalStore(subscribe, read, () => NOT_YET);
}

const stateOf = (session: Session | null): AgentSocketState => {
  if (session === null) return NOT_YET;
  const { status, error, isPaused } = session;
  return { session, status, error, isPaused };
};

/** What the provider above holds. */
export function useProvided(): AgentSocket {
  const provided = useContext(AgentSocketContext);
  if (provided !== null) return provided;
  throw new AgentSocketError(
    "invalid_options",
    "Put <AgentSocketProvider> around the components that use agent-socket.",
  );
}
