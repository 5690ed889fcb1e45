/** What the AIs that hold a link do, as it happens. */
import type { Caller } from "../tools/tool.ts";

type Common = {
  readonly tokenId: string;
  readonly label: string | null;
  /** A guess such as `claude` or `curl`; for display. */
  readonly client: string | null;
  readonly atMs: number;
};
type OfCall = Common & {
  readonly callId: string;
  readonly tool: string;
  /** The tool's name for people. */
  readonly title: string;
  readonly surface: Caller["surface"];
};

/** One thing that an AI did with a link of this session; `kind` says what. */
export type Activity =
  /** Somebody read the link for the first time. Nothing was called. */
  | (Common & { readonly kind: "link_opened" })
  /** An MCP client asked for the tools, so an AI has them now. Nothing was called by that. */
  | (Common & { readonly kind: "agent_connected" })
  | (OfCall & { readonly kind: "call_started"; readonly body: string })
  /** The call waits for the person on this page, or no more. */
  | (OfCall & { readonly kind: "person_asked" | "person_answered" })
  | (OfCall & {
      readonly kind: "call_finished";
      /**
       * `cancelled`: nobody waits for the answer any more. `declined`: the person in the app said no. `paused`: they have
       * paused the AIs, so nothing ran.
       */
      readonly outcome: "ok" | "failed" | "cancelled" | "declined" | "paused";
      /** Of the answer; `null` when there was none. */
      readonly status: number | null;
      readonly durationMs: number;
    });
