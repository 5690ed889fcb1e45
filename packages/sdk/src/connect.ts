/** The way in: an app says who it is and what it can do, and gets a session. */
import { AgentSocketError } from "./agent-socket-error.ts";
import { LiveSession } from "./session/live-session.ts";
import type { ConnectOptions } from "./session/options.ts";
import type { Session } from "./session/session.ts";

/**
 * A session that connects in the background, for those who show its status from the start.
 * Throws `AgentSocketError` only for options that cannot work.
 *
 * @example
 * ```ts
 * import { createSession } from "@agent-socket/sdk";
 *
 * const session = createSession({ appId: "as_app_anon", baseUrl: "http://localhost:8787", tools: [] });
 * session.on("status", (status) => console.log(status));
 * ```
 */
export const createSession = (options: ConnectOptions): Session => new LiveSession(options);

/**
 * Connects an app. Fulfilled once its tools can be called; a relay that cannot be reached is tried again until it can,
 * or until `signal` gives up. Rejected with an `AgentSocketError` when trying again would not help.
 *
 * @example
 * ```ts
 * import { connect } from "@agent-socket/sdk";
 *
 * const session = await connect({
 *   appId: "as_app_anon",
 *   baseUrl: "http://localhost:8787",
 *   tools: [{ path: "/now", method: "GET", description: "The time.", handler: () => new Date() }],
 * });
 * const { url } = await session.mintAgentToken({ label: "user-42" });
 * ```
 */
export async function connect(
  options: ConnectOptions & { readonly signal?: AbortSignal | undefined },
): Promise<Session> {
  const { signal } = options;
  const session = createSession(options);
  if (signal === undefined) {
    await session.ready;
    return session;
  }
  const giveUp = (): void => void session.close();
  if (signal.aborted) giveUp();
  signal.addEventListener("abort", giveUp);
  try {
    await session.ready;
    return session;
  } catch (cause) {
    if (signal.aborted)
      throw new AgentSocketError("aborted", "The signal gave up before the relay was reached.");
    throw cause;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
