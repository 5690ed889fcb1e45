/** What a developer reads in the browser's console: why there is no connection, and what to do. Loaded only then. */
import type { Trouble } from "../connection/connection.ts";

const ADVICE: Readonly<Record<string, string>> = {
  unknown_app: "Copy the app id from the dashboard again, and check that baseUrl is the relay it belongs to.",
  app_suspended: "The app's page in the dashboard says why.",
  replaced: "Another page or process took this session over; it goes on there.",
  session_ended: "Reload the page to begin a new session.",
};

/** Where the page comes from has nothing to do with these. */
const NOT_THE_ORIGIN: ReadonlySet<string> = new Set(["replaced", "session_ended", "relay_blocked"]);

/** `origin` is the page's own, `null` outside a browser. */
export function explanation(trouble: Trouble, appId: string, origin: string | null): string {
  const { code, message, hint } = trouble;
  const what = hint ?? ADVICE[code] ?? "";
  const isKnown = origin === null || message.includes(origin) || NOT_THE_ORIGIN.has(code);
  const from = isKnown ? "" : ` This page's origin is ${origin}.`;
  return `[agent-socket] ${appId} is not connected (${code}). ${message}${from}${what === "" ? "" : ` ${what}`}`;
}

export function explainInConsole(trouble: Trouble, appId: string): void {
  if (typeof document === "undefined") return;
  console.error(explanation(trouble, appId, location.origin));
}

export const warnOfKey = (): void =>
  console.warn(
    '[agent-socket] "appKey" is a secret that everyone who opens this page can read. Leave it out: in a browser the origin is checked instead.',
  );
