/** Where a link stands. While it is being revoked it says exactly what is known, and no more. */
import type { ReactNode } from "react";
import { formatDuration } from "../../ui/format.ts";
import { Status, type Tone } from "../../ui/status.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { LinkSummary } from "./list-links.ts";
import type { RevocationOutcome } from "./revoke-links.ts";

type Props = {
  readonly link: LinkSummary;
  /** Of a revocation that was asked for on this page. */
  readonly outcome: RevocationOutcome | null;
  readonly pending: boolean;
};
type Shown = { readonly tone: Tone; readonly word: string; readonly detail: ReactNode };

export function LinkStatus(props: Props) {
  const { tone, word, detail } = shown(props);
  return (
    <div role="status" className="grid gap-0.5">
      <Status tone={tone} pulse={tone === "wait"}>
        {word}
      </Status>
      {detail && <span className="max-w-56 pl-4.5 text-sm text-ink-3">{detail}</span>}
    </div>
  );
}

function shown({ link, outcome, pending }: Props): Shown {
  if (pending) return { tone: "wait", word: "Revoking…", detail: "Telling the relay." };
  switch (outcome?.state) {
    case "failed":
      return { ...stored(link), detail: <Refusal>{outcome.reason}</Refusal> };
    case "revoked":
      return {
        tone: "over",
        word: "Revoked",
        detail: `Refused at the relay after ${formatDuration(outcome.afterMs)}`,
      };
    case "revoking":
      return link.state === "revoked" ? stored(link) : unacknowledged;
    case undefined:
      return stored(link);
  }
}

const unacknowledged: Shown = {
  tone: "wait",
  word: "Revoking…",
  detail: "The relay has not confirmed yet, so it may still work. We keep trying.",
};

function stored(link: LinkSummary): Shown {
  switch (link.state) {
    case "active":
      return { tone: "live", word: "Active", detail: null };
    case "revoking":
      return unacknowledged;
    case "revoked":
      return { tone: "over", word: "Revoked", detail: <RevokedBy link={link} /> };
    case "expired":
      return {
        tone: "idle",
        word: "Expired",
        detail: link.maxCalls === null ? null : "Its calls are used up",
      };
    case "session_ended":
      return { tone: "idle", word: "Session ended", detail: null };
  }
}

const who = { app: "by the app", holder: "by its holder", developer: "in the dashboard" };

function RevokedBy({ link }: { readonly link: LinkSummary }) {
  return (
    <>
      {link.revokedBy && who[link.revokedBy]}
      {link.revokedAtMs !== null && (
        <>
          , <RelativeTime atMs={link.revokedAtMs} />
        </>
      )}
    </>
  );
}

function Refusal({ children }: { readonly children: string }) {
  return <span className="text-stop">{children}</span>;
}
