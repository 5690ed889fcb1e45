/** What a workspace may be called: one line. */
import { cleanLine } from "@agent-socket/protocol";
import * as v from "valibot";

const MAX_NAME_CHARS = 80;

export const WorkspaceName = v.pipe(
  v.string(),
  v.transform((text) => cleanLine(text, MAX_NAME_CHARS + 1)),
  v.minLength(1, "Give the workspace a name."),
  v.maxLength(MAX_NAME_CHARS, `Use at most ${MAX_NAME_CHARS} characters.`),
);
