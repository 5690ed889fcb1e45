/** A failure whose message is one sentence for the person at the terminal: what happened and what to do. */
export class Fault extends Error {
  /** @override */
  name = "Fault";
}

/** @param {unknown} cause */
export const messageOf = (cause) => (cause instanceof Error ? cause.message : String(cause));

/** The system's error code (`ENOSPC`, `EADDRINUSE`, …), when there is one. @param {unknown} cause */
export const codeOf = (cause) =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
