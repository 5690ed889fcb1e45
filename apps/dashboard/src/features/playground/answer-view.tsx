/** What came of a call: its status in words and numbers, its time, and what was said. */
"use client";
import Link from "next/link";
import { CodeBlock } from "../../ui/code.tsx";
import { Facts } from "../../ui/facts.tsx";
import { formatBytes, formatDuration } from "../../ui/format.ts";
import { Status } from "../../ui/status.tsx";
import type { RelayReply } from "./ask-relay.ts";
import { prettyJson } from "./pretty-json.ts";

export function AnswerView({ appId, reply }: { readonly appId: string; readonly reply: RelayReply }) {
  const { status, text, bytes, isCut, contentType, durationMs, requestId } = reply;
  const kind = contentType.split(";")[0] ?? "";
  return (
    <div className="grid gap-3 border-t border-line pt-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Status tone={toneOf(status)}>{wordsOf(status)}</Status>
        <span className="text-sm text-ink-2">
          <Facts>
            <>
              <span className="font-medium text-ink">{formatDuration(durationMs)}</span> there and back
            </>
            {formatBytes(bytes)}
            {kind}
          </Facts>
        </span>
      </div>
      {text === null || text === "" ? (
        <p className="rounded-md border border-line bg-sunken p-4 text-ink-2">
          {bytes === 0 ? "The answer has no body." : `${formatBytes(bytes)} of ${kind}, which is no text.`}
        </p>
      ) : (
        <CodeBlock name="Answer" copyLabel="Copy answer" language="text" wrap code={prettyJson(text)} />
      )}
      <p className="text-sm text-ink-3">
        {status === 202 &&
          "Its result is asked for every few seconds, and shown here as soon as the call ends. "}
        {isCut && "Only its beginning is shown. "}
        {requestId && (
          <>
            Request <span className="font-mono wrap-anywhere">{requestId}</span>.{" "}
          </>
        )}
        How long your app and the relay needed stands under{" "}
        <Link href={`/apps/${appId}/calls`} className="rounded-sm text-ink-2 underline underline-offset-4">
          Calls
        </Link>
        .
      </p>
    </div>
  );
}

const toneOf = (status: number) => (status === 202 ? "wait" : status < 400 ? "live" : "stop");

const wordsOf = (status: number): string =>
  `${status} ${status === 202 ? "still running" : status < 400 ? "answered" : status < 500 ? "refused" : "failed"}`;
