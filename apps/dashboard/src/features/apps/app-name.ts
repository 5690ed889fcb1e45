/** What an app may be called: one line that people and AI chats will read. */
import { cleanLine, limits } from "@agent-socket/protocol";
import * as v from "valibot";

export const AppName = v.pipe(
  v.string(),
  v.transform((text) => cleanLine(text, limits.MAX_NAME_CHARS + 1)),
  v.minLength(1, "Give the app a name."),
  v.maxLength(limits.MAX_NAME_CHARS, `Use at most ${limits.MAX_NAME_CHARS} characters.`),
);
