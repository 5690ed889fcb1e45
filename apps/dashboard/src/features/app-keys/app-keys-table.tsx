/** The app keys by label; the keys themselves are never shown again. */
import { KeyRound } from "lucide-react";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Status } from "../../ui/status.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { AppKeySummary } from "./list-app-keys.ts";

type Props = {
  readonly keys: readonly AppKeySummary[];
  readonly mayChange: boolean;
  readonly revoke: (keyId: string) => void;
};

export function AppKeysTable({ keys, mayChange, revoke }: Props) {
  const head = (
    <>
      <HeadCell>Key</HeadCell>
      <HeadCell className="max-sm:hidden">Status</HeadCell>
      <HeadCell className="max-md:hidden">Created</HeadCell>
      <HeadCell className="max-md:hidden">Last used</HeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
  return (
    <Panel flush>
      {keys.length === 0 ? (
        <EmptyState
          picture={<KeyRound aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
          title="No app keys"
        >
          Web pages need none: their origin speaks for them. Make a key for a server, a script or a desktop
          app.
        </EmptyState>
      ) : (
        <Table caption="App keys" head={head}>
          {keys.map((key) => (
            <KeyRow key={key.id} appKey={key} mayChange={mayChange} revoke={revoke} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

type RowProps = Omit<Props, "keys"> & { readonly appKey: AppKeySummary };

function KeyRow({ appKey, mayChange, revoke }: RowProps) {
  const revoked = appKey.revokedAtMs !== null;
  const status = revoked ? <Status tone="over">Revoked</Status> : <Status tone="live">Active</Status>;
  return (
    <Row>
      <RowHeader>
        <div className="font-medium">{appKey.label}</div>
        <div className="font-mono text-sm text-ink-3">as_sk_{appKey.id}_…</div>
        <div className="mt-1 sm:hidden">{status}</div>
      </RowHeader>
      <Cell className="max-sm:hidden">{status}</Cell>
      <Cell className="text-ink-2 max-md:hidden">
        <RelativeTime atMs={appKey.createdAtMs} />
      </Cell>
      <Cell className="text-ink-2 max-md:hidden">
        {appKey.lastUsedAtMs === null ? (
          <span className="text-ink-3">Never</span>
        ) : (
          <RelativeTime atMs={appKey.lastUsedAtMs} />
        )}
      </Cell>
      <Cell className="text-right">
        {mayChange && !revoked && (
          <ConfirmButton
            label={`Revoke ${appKey.label}`}
            title={`Revoke ${appKey.label}?`}
            description="Clients that use this key can no longer connect. Those that are connected now go on until they end. It cannot be undone."
            confirm="Revoke key"
            onConfirm={() => revoke(appKey.id)}
          >
            Revoke
          </ConfirmButton>
        )}
      </Cell>
    </Row>
  );
}
