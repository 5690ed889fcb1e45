/** The one error of this package. `code` is for programs, `message` for people; neither ever holds a secret. */

/**
 * Thrown by `connect` and by the methods of a session, and kept as `session.error`.
 *
 * - `invalid_options`: an option or a tool is not usable; the message names it and says how to mend it
 * - `invalid_event`: an event could not travel; the message says why
 * - `no_websocket`: this runtime has no WebSocket of its own (Node 20)
 * - `aborted`: the `signal` given to `connect` gave up
 * - `closed`: the session has ended
 * - `timeout`: the relay did not answer a request
 * - `relay_blocked`: the browser refused to open the connection (content security policy, mixed content)
 * - anything else is a code of the relay, such as `origin_not_allowed`, `unknown_app` or `replaced`
 *
 * @example
 * ```ts
 * import { AgentSocketError, connect } from "@agent-socket/sdk";
 *
 * try {
 *   await connect({ appId: "as_app_anon", baseUrl: "http://localhost:8787", tools: [] });
 * } catch (cause) {
 *   if (cause instanceof AgentSocketError) console.error(cause.code, cause.message, cause.hint);
 * }
 * ```
 */
export class AgentSocketError extends Error {
  override readonly name = "AgentSocketError";
  readonly code: string;
  /** What to do next, where the relay knows. */
  readonly hint: string | null;

  constructor(code: string, message: string, hint: string | null = null) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
