/** What is said of a call whose key is known and whose result is not kept any more. */
import { type Refusal, refuse } from "@agent-socket/protocol";
import { isoTime } from "../links.ts";

export const alreadyDone = ({ finishedAtMs }: { readonly finishedAtMs: number }): Refusal =>
  refuse(
    "already_done",
    `This call ran before, at ${isoTime(finishedAtMs)}; its result is no longer kept. Nothing was run now.`,
    {
      hint: "Read the app's state to see what is there. To run the call once more, use a fresh key.",
    },
  );
