/** What is kept of a session between two loads of a page: enough to come back and to show its links again. */
import type { Credentials } from "../connection/connection.ts";
import type { AgentLink } from "./session.ts";

export type SessionRecord = {
  readonly credentials: Credentials;
  readonly links: readonly AgentLink[];
  /** The person stopped the AIs for a while; `false` when left out. */
  readonly isPaused?: boolean;
};

export const writeRecord = (record: SessionRecord): string => JSON.stringify(record);

/** `null` for anything that `writeRecord` did not write. */
export function readRecord(text: string): SessionRecord | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    // Not JSON: another program's text under our key.
    return null;
  }
}

const isRecord = (value: unknown): value is SessionRecord =>
  isObject(value) &&
  isObject(value["credentials"]) &&
  hasTexts(value["credentials"], ["sessionId", "secret"]) &&
  Array.isArray(value["links"]) &&
  value["links"].every(isLink);

const isLink = (value: unknown): value is AgentLink =>
  isObject(value) &&
  hasTexts(value, ["token", "tokenId", "url"]) &&
  [value["label"], value["expiresAt"]].every((text) => text === null || typeof text === "string");

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const hasTexts = (value: Readonly<Record<string, unknown>>, keys: readonly string[]): boolean =>
  keys.every((key) => typeof value[key] === "string");
