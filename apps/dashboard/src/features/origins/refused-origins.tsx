/** What the relay turned away lately, why, and the one click that lets it in. */
"use client";
import { HiddenFields } from "../../ui/action-button.tsx";
import { formatCount } from "../../ui/format.ts";
import { Panel } from "../../ui/panel.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { RefusedOrigin } from "./list-origins.ts";

type Props = {
  readonly appId: string;
  readonly mayChange: boolean;
  readonly origins: readonly RefusedOrigin[];
  readonly allow: (form: FormData) => void;
  readonly busy: boolean;
};

const reasons: Readonly<Record<string, string>> = {
  origin_not_allowed: "Not an allowed origin",
  app_key_required: "No web origin and no app key",
  app_key_invalid: "Not a key of this app",
  app_suspended: "The app is suspended",
};

export function RefusedOrigins({ appId, mayChange, origins, allow, busy }: Props) {
  const head = (
    <>
      <HeadCell>Origin</HeadCell>
      <HeadCell className="max-md:hidden">Reason</HeadCell>
      <HeadCell numeric className="max-sm:hidden">
        Times
      </HeadCell>
      <HeadCell className="max-sm:hidden">Last seen</HeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
  return (
    <Panel
      flush
      title="Recently refused"
      description="Pages and clients that used this app id and were turned away."
    >
      {origins.length === 0 ? (
        <p className="px-5 py-6 text-ink-3 max-sm:px-4">Nothing was refused.</p>
      ) : (
        <Table caption="Recently refused" head={head}>
          {origins.map(({ origin, code, count, lastSeenAtMs, canBeAllowed }) => (
            <Row key={`${origin} ${code}`}>
              <RowHeader className="break-all">
                {origin === null ? (
                  <span className="text-ink-2">No web origin</span>
                ) : (
                  <span className="font-mono text-sm">{origin}</span>
                )}
                <div className="mt-0.5 text-sm text-ink-3 md:hidden">{reasons[code] ?? code}</div>
              </RowHeader>
              <Cell className="text-ink-2 max-md:hidden">{reasons[code] ?? code}</Cell>
              <Cell numeric className="max-sm:hidden">
                {formatCount(count)}
              </Cell>
              <Cell className="text-ink-2 max-sm:hidden">
                <RelativeTime atMs={lastSeenAtMs} />
              </Cell>
              <Cell>
                {mayChange && canBeAllowed && origin !== null && (
                  <form action={allow} className="flex justify-end">
                    <HiddenFields fields={{ appId, origin }} />
                    <SubmitButton
                      tone="secondary"
                      size="small"
                      aria-label={`Allow ${origin}`}
                      busyLabel="Allowing…"
                      aria-disabled={busy}
                    >
                      Allow
                    </SubmitButton>
                  </form>
                )}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Panel>
  );
}
