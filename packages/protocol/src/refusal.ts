/** A refusal that travels as a value, and the one form in which it goes over the wire. */
import type { ErrorCode } from "./error.ts";

/** One fault of an input: where (a JSON pointer), what was expected. */
export type InputIssue = { readonly pointer: string; readonly message: string };

export type RefusalDetail = {
  /** What to do next. */
  readonly hint?: string;
  readonly issues?: readonly InputIssue[];
  readonly retryAfterSeconds?: number;
  /** The methods of a path, for `method_not_allowed`. */
  readonly allow?: readonly string[];
};

/** `message` is English that a model or a person can act on, and safe to show to a stranger: never a secret. */
export type Refusal = { readonly code: ErrorCode; readonly message: string } & RefusalDetail;

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const no = (refusal: Refusal): Result<never> => ({ ok: false, refusal });
export const refuse = (code: ErrorCode, message: string, detail: RefusalDetail = {}): Refusal => ({
  code,
  message,
  ...detail,
});

/** The error object of every HTTP answer (`{"error": …}`) and of every refused frame. */
export type WireError = {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly issues?: readonly InputIssue[] | undefined;
  readonly request_id?: string | undefined;
};

export function wireError(refusal: Refusal, requestId?: string): WireError {
  return {
    code: refusal.code,
    message: refusal.message,
    ...(refusal.hint === undefined ? {} : { hint: refusal.hint }),
    ...(refusal.issues === undefined ? {} : { issues: refusal.issues }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
  };
}
