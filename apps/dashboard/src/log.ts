/** Structured log lines: JSON on standard output. No secret, no body, no value of a query's parameter. */
import pino, { type Logger } from "pino";

export type { Logger };

const SECRET_KEYS = [
  "password",
  "passwordHash",
  "key",
  "keyHash",
  "token",
  "cookie",
  "authorization",
  "secret",
];

export const log: Logger = pino({
  base: { service: "dashboard" },
  redact: { paths: SECRET_KEYS.flatMap((name) => [name, `*.${name}`]), censor: "[redacted]" },
  serializers: { err: describeError },
  timestamp: pino.stdTimeFunctions.isoTime,
});

export type DescribedError = {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly at?: readonly string[];
  readonly cause?: DescribedError;
};

const MAX_FRAMES = 12;

/**
 * An error as it may stand in a log. The database layer writes parameters into its messages, and Postgres writes the
 * values of a row into its details: both stay out.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: "NotAnError", message: typeof error };
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
  return {
    name: error.name,
    message: error.message.split("\nparams:")[0] ?? "",
    ...code,
    at: frames.slice(0, MAX_FRAMES).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
