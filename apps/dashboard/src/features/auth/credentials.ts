/** What a person types to sign up, to sign in, and to be called by. */
import { cleanLine } from "@agent-socket/protocol";
import * as v from "valibot";

export const PERSON_NAME_CHARS = 80;
const MAX_EMAIL_CHARS = 254;
const MIN_PASSWORD_CHARS = 8;
/** Long enough for any passphrase, short enough that hashing it costs nothing. */
const MAX_PASSWORD_CHARS = 256;

export const Email = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(MAX_EMAIL_CHARS, "This e-mail address is too long."),
  v.email("Type an e-mail address such as you@example.com."),
);

export const NewPassword = v.pipe(
  v.string(),
  v.minLength(MIN_PASSWORD_CHARS, `Use at least ${MIN_PASSWORD_CHARS} characters.`),
  v.maxLength(MAX_PASSWORD_CHARS, `Use at most ${MAX_PASSWORD_CHARS} characters.`),
);

export const GivenPassword = v.pipe(
  v.string(),
  v.minLength(1, "Type your password."),
  v.maxLength(MAX_PASSWORD_CHARS, `A password has at most ${MAX_PASSWORD_CHARS} characters.`),
);

/** Empty for none. */
export const PersonName = v.pipe(
  v.string(),
  v.transform((text) => cleanLine(text, PERSON_NAME_CHARS + 1)),
  v.maxLength(PERSON_NAME_CHARS, `Use at most ${PERSON_NAME_CHARS} characters.`),
);
