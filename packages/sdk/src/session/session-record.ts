/** What is kept of a session between two loads of a page: enough to come back and to show the links again. */
import * as v from "valibot";
import type { Credentials } from "../connection/connection.ts";
import type { AgentLink } from "./session.ts";

export type SessionRecord = { readonly credentials: Credentials; readonly links: readonly AgentLink[] };

const Stored = v.object({
  credentials: v.object({ sessionId: v.string(), secret: v.string() }),
  links: v.array(
    v.object({
      token: v.string(),
      tokenId: v.string(),
      url: v.string(),
      label: v.nullable(v.string()),
      expiresAt: v.nullable(v.string()),
    }),
  ),
});

export const writeRecord = (record: SessionRecord): string => JSON.stringify(record);

/** `null` for anything that was not written by `writeRecord`. */
export function readRecord(text: string): SessionRecord | null {
  try {
    const parsed = v.safeParse(Stored, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    // Not JSON: another program's text under our key.
    return null;
  }
}
