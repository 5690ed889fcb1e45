/** The origins an app may connect from. */
"use client";
import { Globe } from "lucide-react";
import { startTransition } from "react";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { AllowedOrigin } from "./list-origins.ts";

type Props = {
  readonly appId: string;
  readonly mayChange: boolean;
  readonly origins: readonly AllowedOrigin[];
  readonly remove: (form: FormData) => void;
};

export function AllowedOrigins({ appId, mayChange, origins, remove }: Props) {
  const send = (origin: string) => {
    const form = new FormData();
    form.set("appId", appId);
    form.set("origin", origin);
    startTransition(() => remove(form));
  };
  const head = (
    <>
      <HeadCell>Origin</HeadCell>
      <HeadCell className="max-sm:hidden">Last seen</HeadCell>
      <HeadCell className="max-md:hidden">Added</HeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
  return (
    <Panel flush title="Allowed origins">
      {origins.length === 0 ? (
        <EmptyState
          picture={<Globe aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
          title="No origin is allowed yet"
        >
          Until one is, the relay refuses every web page that uses this app id. Pages without an origin, such
          as servers and scripts, connect with an app key instead.
        </EmptyState>
      ) : (
        <Table caption="Allowed origins" head={head}>
          {origins.map(({ origin, lastSeenAtMs, createdAtMs }) => (
            <Row key={origin}>
              <RowHeader className="font-mono text-sm break-all">{origin}</RowHeader>
              <Cell className="text-ink-2 max-sm:hidden">
                {lastSeenAtMs === null ? (
                  <span className="text-ink-3">Never</span>
                ) : (
                  <RelativeTime atMs={lastSeenAtMs} />
                )}
              </Cell>
              <Cell className="text-ink-2 max-md:hidden">
                <RelativeTime atMs={createdAtMs} />
              </Cell>
              <Cell className="text-right">
                {mayChange && (
                  <ConfirmButton
                    label={`Remove ${origin}`}
                    title={`Remove ${origin}?`}
                    description="Pages there can no longer connect. Sessions that are connected now go on until they end."
                    confirm="Remove origin"
                    onConfirm={() => send(origin)}
                  >
                    Remove
                  </ConfirmButton>
                )}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Panel>
  );
}
