/** What the program is told from outside: which folder, which relay, and as which app. */
import { join } from "node:path";

const read = (name: string): string | undefined => process.env[name] || undefined;

export const env = {
  folder: read("NOTES") ?? join(import.meta.dirname, "../notes"),
  relayUrl: read("RELAY_URL") ?? "http://localhost:8787",
  appId: read("APP_ID") ?? "as_app_anon",
  appKey: read("APP_KEY"),
} as const;
