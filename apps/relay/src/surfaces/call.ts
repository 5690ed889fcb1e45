/** A call as its answer tells of it: plain data. */
import type { JsonObject, Refusal, Surface } from "@agent-socket/protocol";

export type Reply = {
  readonly kind: "reply";
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
};
export type Finished = {
  readonly result: {
    readonly finishedAtMs: number;
    readonly answer: Reply | { readonly kind: "refused"; readonly refusal: Refusal };
  };
  /** The call ran before, under the same key. */
  readonly isReplay: boolean;
  /** The stored call, for reading on where its result does not fit a page; `null` when it was not stored. */
  readonly callId: string | null;
};

/** A call that goes on after its request. */
export type Running = Pick<LinkCall, "tool" | "isPrinted"> & {
  readonly taskId: string;
  readonly surface: Surface;
  /** How far it is, in the app's own units, where the app says so. */
  readonly progress: {
    readonly progress: number;
    readonly total: number | null;
    readonly message: string | null;
  } | null;
  /** It waits for the person in the app. */
  readonly isAsk: boolean;
};

export type LinkCall = {
  /** The tool's name. */
  readonly tool: string;
  /** `null`: not known here. */
  readonly input: JsonObject | null;
  /** The address carried `_once`: many readers show of a failed request its status alone, so the page says 200. */
  readonly isPrinted: boolean;
  /** Its arguments are for the person in the app to complete. */
  readonly isAsk?: boolean;
};
