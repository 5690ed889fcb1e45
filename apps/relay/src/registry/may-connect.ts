/** Who may connect as an app: a browser by its origin, anything else by an app key. */
import { ANONYMOUS_APP_ID, no, ok, originIsAllowed, refuse, type Result } from "@agent-socket/protocol";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";

export type Credentials = {
  readonly origin: string | null;
  /** SHA-256 of the app key. */
  readonly keyHash: string | null;
  /** It makes a session, rather than having one. */
  readonly isNew: boolean;
};

export function mayConnect(
  entry: RegistryEntry,
  credentials: Credentials,
  dashboardUrl: string | null,
): Result<RegistryEntry> {
  const known = isKnownToApp(entry, credentials, dashboardUrl);
  // Said last, so that a stranger does not learn how busy an app is.
  return known.ok && credentials.isNew && entry.usedUp.sessions ? no(sessionsUsedUp) : known;
}

const sessionsUsedUp = refuse("quota_exceeded", "This app has as many live sessions as it may have.", {
  hint: "Try again when one of them has ended; its owner sees the quota in the dashboard.",
  retryAfterSeconds: 30,
});

function isKnownToApp(
  entry: RegistryEntry,
  { origin, keyHash }: Credentials,
  dashboardUrl: string | null,
): Result<RegistryEntry> {
  if (entry.status !== "active")
    return no(
      refuse("app_suspended", `The app "${entry.name}" is suspended.`, {
        hint: "Its owner can see why in the dashboard.",
      }),
    );
  if (entry.appId === ANONYMOUS_APP_ID) return ok(entry);
  if (keyHash !== null) {
    return entry.keyHashes.includes(keyHash)
      ? ok(entry)
      : no(
          refuse("app_key_invalid", "The app key is not a key of this app, or it was revoked.", {
            hint: "Make a new key in the dashboard.",
          }),
        );
  }
  if (origin === null) {
    return no(
      refuse(
        "app_key_required",
        "A client without a web origin (Node, a Worker, a script) must send `appKey`.",
        { hint: "Make a key in the dashboard; never ship it to a browser." },
      ),
    );
  }
  if (originIsAllowed(origin, entry.origins)) return ok(entry);
  const where = dashboardUrl === null ? "the dashboard" : `${dashboardUrl}/apps/${entry.appId}/origins`;
  return no(
    refuse("origin_not_allowed", `The origin ${origin.slice(0, 200)} is not allowed for this app.`, {
      hint: `Allow it with one click in ${where}`,
    }),
  );
}
