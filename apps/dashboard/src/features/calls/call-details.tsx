/** All that is known of a call: how it ended, where its time went, and who made it. Never what was said. */
import type { CallOutcome as Outcome } from "@agent-socket/protocol/control-plane";
import Link from "next/link";
import type { ReactNode } from "react";
import { Copyable } from "../../ui/copyable.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { formatBytes, formatDuration } from "../../ui/format.ts";
import { ExactTime, RelativeTime } from "../../ui/time.tsx";
import { CallOutcome } from "./call-outcome.tsx";
import type { CallSummary } from "./list-calls.ts";
import { SURFACE_WORDS } from "./surface-words.ts";

/** What happened, and what a developer can do about it. */
const meanings: Readonly<Record<Outcome, string>> = {
  ok: "The app answered, and the answer was delivered.",
  tool_error: "The app's handler failed or answered with an error status. Its own log says why.",
  invalid_input: "The arguments did not fit the tool's schema. The app was not asked.",
  tool_timeout: "The app did not answer within the tool's time limit.",
  app_offline: "The app was not connected, so it was not asked.",
  outcome_unknown: "The app's connection was lost during the call: it may have run, or not.",
  bad_reply: "The app's reply could not be read.",
  reply_too_large: "The app's reply was larger than the relay takes.",
  cancelled: "The AI gave the call up before the app answered.",
  revoked: "The link was revoked while the call ran.",
  too_many_inflight: "Too many calls of this session ran at once. The app was not asked.",
};

export function CallDetails({ appId, call }: { readonly appId: string; readonly call: CallSummary }) {
  return (
    <div className="grid gap-6 p-5">
      <div className="grid gap-1">
        <CallOutcome outcome={call.outcome} />
        <p className="text-ink-2">{meanings[call.outcome]}</p>
      </div>
      <Times call={call} />
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-2.5 border-t border-line pt-5">
        <Fact name="When">
          <ExactTime atMs={call.startedAtMs} />{" "}
          <span className="text-ink-3">
            (<RelativeTime atMs={call.startedAtMs} />)
          </span>
        </Fact>
        <Fact name="Tool">
          <Filter href={`/apps/${appId}/calls?tool=${encodeURIComponent(call.tool)}`} mono>
            {call.tool}
          </Filter>
        </Fact>
        <Fact name="Link">
          <Filter href={`/apps/${appId}/calls?link=${call.tokenId}`}>
            {call.linkLabel ?? "no label"}{" "}
            <span className="font-mono text-sm text-ink-3">{call.tokenId}</span>
          </Filter>
        </Fact>
        <Fact name="Client">{call.client ?? "not known"}</Fact>
        <Fact name="Surface">{SURFACE_WORDS[call.surface]}</Fact>
        <Fact name="App's status">{call.httpStatus > 0 ? call.httpStatus : "no answer"}</Fact>
        <Fact name="Size">
          {formatBytes(call.requestBytes)} in, {formatBytes(call.responseBytes)} out
        </Fact>
        <Fact name="Session">
          <Copyable text={call.sessionId} label="Copy session id" />
        </Fact>
        <Fact name="Request id">
          <Copyable text={call.requestId} label="Copy request id" />
        </Fact>
      </dl>
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-5">
        <CopyButton text={curlOf(call)} label="Copy as cURL" tone="secondary">
          Copy as cURL
        </CopyButton>
        <CopyButton text={addressOf(appId, call)} label="Copy address of this call" tone="secondary">
          Copy address
        </CopyButton>
        <p className="basis-full text-sm text-ink-3">
          The command has places for the link and the arguments: neither is stored here.
        </p>
      </div>
    </div>
  );
}

/** The whole time as a bar, the app's part of it in colour. */
function Times({ call }: { readonly call: CallSummary }) {
  const { durationMs, appMs } = call;
  const relayMs = durationMs - (appMs ?? 0);
  const share = durationMs === 0 ? 0 : ((appMs ?? 0) / durationMs) * 100;
  return (
    <div className="grid gap-2">
      <div aria-hidden="true" className="flex h-2 overflow-clip rounded-full bg-line-strong/60">
        <div className="bg-accent-dot" style={{ width: `${share}%` }} />
      </div>
      <p className="flex flex-wrap justify-between gap-x-6 text-sm text-ink-2">
        <span>
          App{" "}
          <span className="font-medium text-ink">{appMs === null ? "no answer" : formatDuration(appMs)}</span>
        </span>
        <span>
          Relay <span className="font-medium text-ink">{formatDuration(relayMs)}</span>
        </span>
        <span>
          In all <span className="font-medium text-ink">{formatDuration(durationMs)}</span>
        </span>
      </p>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

type FilterProps = { readonly href: string; readonly mono?: boolean; readonly children: ReactNode };

function Filter({ href, mono = false, children }: FilterProps) {
  return (
    <Link
      href={href}
      className={`rounded-sm underline decoration-line-strong/70 underline-offset-4 hover:decoration-ink ${mono ? "font-mono text-sm" : ""}`}
    >
      {children}
    </Link>
  );
}

/** A batch of one, because it names the tool itself: the path of a tool is the app's to choose. */
function curlOf({ tool }: CallSummary): string {
  const body = JSON.stringify([{ tool, arguments: {} }]).replaceAll("'", "'\\''");
  return `curl "$AGENT_LINK/_as/batch" \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`;
}

const addressOf = (appId: string, { id }: CallSummary): string =>
  `${typeof window === "undefined" ? "" : window.location.origin}/apps/${appId}/calls?call=${encodeURIComponent(id)}`;
