/** The call log: when, what, how it ended, and where the time went. */
import { Activity } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "../../ui/copy-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatBytes, formatDuration } from "../../ui/format.ts";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { ExactTime } from "../../ui/time.tsx";
import { CallLink } from "./call-link.tsx";
import { CallOutcome } from "./call-outcome.tsx";
import type { CallSummary } from "./list-calls.ts";
import { SURFACE_WORDS } from "./surface-words.ts";

type Props = {
  readonly calls: readonly CallSummary[];
  readonly caption: string;
  /** The page with this call opened. */
  readonly hrefOf: (call: CallSummary) => string;
  /** That page is this one: a call opens without leaving it. */
  readonly inPlace?: boolean;
};

export function CallsTable({ calls, caption, hrefOf, inPlace = false }: Props) {
  const head = (
    <>
      <HeadCell>Time</HeadCell>
      <HeadCell>Tool</HeadCell>
      <HeadCell className="max-md:hidden">Outcome</HeadCell>
      <HeadCell numeric className="max-md:hidden">
        Relay
      </HeadCell>
      <HeadCell numeric className="max-md:hidden">
        App
      </HeadCell>
      <HeadCell className="pl-8 max-lg:hidden">By</HeadCell>
      <HeadCell numeric className="max-xl:hidden">
        Size, in / out
      </HeadCell>
      <HeadCell className="pl-8 max-sm:hidden">Request id</HeadCell>
    </>
  );
  return (
    <Table caption={caption} head={head}>
      {calls.map((call) => (
        <CallRow key={call.id} call={call} href={hrefOf(call)} inPlace={inPlace} />
      ))}
    </Table>
  );
}

/** The app gave no answer, or was never asked. */
function Nothing() {
  return (
    <>
      <span aria-hidden="true" className="text-ink-3">
        –
      </span>
      <span className="sr-only">no answer from the app</span>
    </>
  );
}

type RowProps = { readonly call: CallSummary; readonly href: string; readonly inPlace: boolean };

function CallRow({ call, href, inPlace }: RowProps) {
  // What the relay itself needed is the whole minus the app's part.
  const relayMs = call.durationMs - (call.appMs ?? 0);
  return (
    <Row>
      <Cell className="text-ink-2 max-md:align-top">
        <ExactTime atMs={call.startedAtMs} className="tabular-nums md:whitespace-nowrap" />
      </Cell>
      <RowHeader>
        <CallName call={call} href={href} inPlace={inPlace} />
        <div className="mt-0.5 grid gap-0.5 md:hidden">
          <CallOutcome outcome={call.outcome} />
          <span className="text-sm text-ink-3">
            {formatDuration(call.durationMs)} · {call.client ?? SURFACE_WORDS[call.surface]}
          </span>
        </div>
      </RowHeader>
      <Cell className="max-md:hidden">
        <CallOutcome outcome={call.outcome} />
        {call.outcome !== "ok" && call.httpStatus > 0 && (
          <div className="pl-4.5 text-sm text-ink-3">the app said {call.httpStatus}</div>
        )}
      </Cell>
      <Cell numeric className="whitespace-nowrap max-md:hidden">
        {formatDuration(relayMs)}
      </Cell>
      <Cell numeric className="whitespace-nowrap max-md:hidden">
        {call.appMs === null ? <Nothing /> : formatDuration(call.appMs)}
      </Cell>
      <Cell className="pl-8 max-lg:hidden">
        <div>{call.linkLabel ?? <span className="font-mono text-sm">{call.tokenId}</span>}</div>
        <div className="text-sm text-ink-3">
          {call.client ? `${call.client}, ${SURFACE_WORDS[call.surface]}` : SURFACE_WORDS[call.surface]}
        </div>
      </Cell>
      <Cell numeric className="whitespace-nowrap text-ink-2 max-xl:hidden">
        {formatBytes(call.requestBytes)} / {formatBytes(call.responseBytes)}
      </Cell>
      <Cell className="pl-8 max-sm:hidden">
        <span className="flex items-center gap-0.5 font-mono text-sm text-ink-2">
          <span title={call.requestId}>…{call.requestId.slice(-6)}</span>
          <CopyButton
            text={call.requestId}
            label={`Copy request id ${call.requestId}`}
            className="[&_svg]:size-3.5!"
          />
        </span>
      </Cell>
    </Row>
  );
}

function CallName({ call, href, inPlace }: RowProps) {
  const name = <code className="font-mono text-sm font-medium">{call.tool}</code>;
  return inPlace ? (
    <CallLink callId={call.id} href={href}>
      {name}
    </CallLink>
  ) : (
    <TextLink href={href}>{name}</TextLink>
  );
}

type NoCallsProps = { readonly title: string; readonly children: ReactNode; readonly action?: ReactNode };

export function NoCalls({ title, children, action }: NoCallsProps) {
  return (
    <EmptyState
      picture={<Activity aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
      title={title}
      action={action}
    >
      {children}
    </EmptyState>
  );
}
