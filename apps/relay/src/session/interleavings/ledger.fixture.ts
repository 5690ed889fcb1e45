/**
 * What was asked, sent and heard in a history, and the rules that hold of it whatever the order was:
 * I1 one answer to each request · I2 at most one dispatch of a call, and of a key · I3 no answer reaches another call or
 * link · I4 no success that the app did not send · I6 nothing is dispatched after an acknowledged revocation.
 */

/** A call as its caller means it: with a key it may be asked for many times, and runs once. */
export type Ask = {
  readonly nonce: string;
  readonly tokenId: string;
  readonly isKeyed: boolean;
  /** It was made after the revocation of its link was acknowledged. */
  readonly isTooLate: boolean;
  /** Its agent hung up. */
  readonly isLost: boolean;
};
type Sent = { readonly tag: string; readonly kind: "right" | "tool error" | "oversized" | "malformed" };
export type Dispatch = {
  readonly callId: string;
  readonly nonce: string;
  readonly tokenId: string;
  readonly sent: Sent[];
};
/** One answer, or one entry of a batch's. `code` is `ok`, `tool_error`, `running`, or an error code. */
export type Heard = {
  readonly code: string;
  readonly text: string;
  readonly isReplay: boolean;
  /** The session's object died between the request and this answer. */
  readonly isCrashed?: boolean;
};

/** These say that nothing was run. */
const NOT_RUN = new Set([
  "app_offline",
  "rate_limited",
  "too_many_inflight",
  "no_such_tool",
  "not_started",
  "session_ended",
]);
const PROOF = /"nonce":"([^"]+)","tokenId":"([^"]+)","tag":"([^"]+)"/g;

export class Ledger {
  readonly faults: string[] = [];
  readonly asks: Ask[] = [];
  readonly dispatches: Dispatch[] = [];
  /** Whether the platform has lost anything yet: without that, no outcome is unknown. */
  wasDisturbed = false;
  crashes = 0;
  /** How many answers there were of each code. */
  readonly tally = new Map<string, number>();
  readonly #revoked = new Set<string>();
  readonly #revoking = new Set<string>();
  readonly #notRun = new Set<string>();
  readonly #settled = new Map<string, string>();
  #tags = 0;

  fault(rule: string, text: string): void {
    this.faults.push(`${rule}: ${text}`);
  }

  asked(ask: Ask): Ask {
    this.asks.push(ask);
    return ask;
  }

  revoking(tokenId: string): void {
    this.#revoking.add(tokenId);
  }

  /** By an answer to whoever revoked it, or by the word of the relay to the app. */
  revoked(tokenId: string): void {
    this.#revoking.add(tokenId);
    this.#revoked.add(tokenId);
  }

  isRevoked(tokenId: string): boolean {
    return this.#revoked.has(tokenId);
  }

  /** A call reached the app. `isTold`: the relay had told this app before that the link is revoked. */
  dispatched(callId: string, nonce: string, tokenId: string, isTold: boolean): Dispatch {
    const dispatch: Dispatch = { callId, nonce, tokenId, sent: [] };
    const asks = this.asks.filter((ask) => ask.nonce === nonce);
    if (asks.length === 0) this.fault("I3", `the app got a call that nobody made: ${nonce}`);
    if (asks.some((ask) => ask.tokenId !== tokenId)) this.fault("I3", `${nonce} came from another link`);
    if (this.dispatches.some((other) => other.nonce === nonce || other.callId === callId))
      this.fault("I2", `${nonce} was dispatched twice`);
    if (isTold || asks.every((ask) => ask.isTooLate))
      this.fault("I6", `${nonce} was dispatched after its link was revoked`);
    this.dispatches.push(dispatch);
    return dispatch;
  }

  /** The app is about to send this reply; what proves it goes into its body. */
  sending(dispatch: Dispatch, kind: Sent["kind"]): string {
    const tag = `t${++this.#tags}`;
    dispatch.sent.push({ tag, kind });
    return JSON.stringify({ nonce: dispatch.nonce, tokenId: dispatch.tokenId, tag });
  }

  heard(ask: Ask, { code, text, isReplay, isCrashed = false }: Heard): void {
    this.tally.set(code, (this.tally.get(code) ?? 0) + 1);
    const where = `${ask.nonce} heard ${code} ${text.slice(0, 300)}`;
    const proofs = [...text.matchAll(PROOF)];
    for (const [, nonce = "", tokenId = "", tag = ""] of proofs)
      this.#prove(ask, { nonce, tokenId, tag }, where);
    if (code === "ok" || code === "tool_error") {
      if (proofs.length !== 1) this.fault("I4", `not what the app sent: ${where}`);
      this.#settle(ask, text.match(PROOF)?.[0] ?? "");
      return;
    }
    if (proofs.length > 0) this.fault("I4", `a refusal with a result: ${where}`);
    if (!this.#isHonest(ask, code, isCrashed)) this.fault("I1", `an answer without a reason: ${where}`);
    if (NOT_RUN.has(code) && !ask.isKeyed) this.#notRun.add(ask.nonce);
    if (isReplay && code !== "running") this.#settle(ask, code);
  }

  /** Nothing comes any more: what was said not to have run did not run. */
  close(): void {
    for (const { nonce } of this.dispatches)
      if (this.#notRun.has(nonce))
        this.fault("I4", `${nonce} ran, and its caller heard that nothing was run`);
  }

  /** A result is what the app sent for this very call, and the first that it sent. */
  #prove(ask: Ask, proof: { nonce: string; tokenId: string; tag: string }, where: string): void {
    if (proof.nonce !== ask.nonce || proof.tokenId !== ask.tokenId)
      this.fault("I3", `another call's result: ${where}`);
    const dispatch = this.dispatches.find(({ sent }) => sent.some(({ tag }) => tag === proof.tag));
    if (dispatch === undefined) return this.fault("I4", `a result that the app never sent: ${where}`);
    if (dispatch.nonce !== proof.nonce) this.fault("I3", `a result of ${dispatch.nonce}: ${where}`);
    if (dispatch.sent[0]?.tag !== proof.tag) this.fault("I1", `not the first reply of the app: ${where}`);
  }

  /** What a call came to does not change any more. */
  #settle({ nonce }: Ask, outcome: string): void {
    const before = this.#settled.get(nonce);
    this.#settled.set(nonce, outcome);
    if (before !== undefined && before !== outcome)
      this.fault("I1", `${nonce} was ${before}, then ${outcome}`);
  }

  #isHonest({ nonce, tokenId, isLost }: Ask, code: string, isCrashed: boolean): boolean {
    const first = this.dispatches.find((dispatch) => dispatch.nonce === nonce)?.sent[0]?.kind;
    if (NOT_RUN.has(code) || code === "running") return true;
    if (code === "bad_reply") return first === "malformed";
    if (code === "reply_too_large") return first === "oversized";
    if (code === "link_revoked") return this.#revoking.has(tokenId);
    if (code === "cancelled") return isLost;
    if (code === "internal") return isCrashed;
    return code === "outcome_unknown" && this.wasDisturbed;
  }
}
