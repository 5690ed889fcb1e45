/** All apps of the workspace, with what tells them apart at a glance. */
import { Plus } from "lucide-react";
import { ButtonLink } from "../../ui/button.tsx";
import { Copyable } from "../../ui/copyable.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatCount, plural } from "../../ui/format.ts";
import { LogoMark } from "../../ui/logo.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Status } from "../../ui/status.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { AppSummary } from "./list-apps.ts";

type Props = {
  readonly apps: readonly AppSummary[];
  /** Where a new one is made; `null` for who may not. */
  readonly newHref: string | null;
};

export function AppsTable({ apps, newHref }: Props) {
  return <Panel flush>{apps.length === 0 ? <NoApps newHref={newHref} /> : <Filled apps={apps} />}</Panel>;
}

function Filled({ apps }: { readonly apps: readonly AppSummary[] }) {
  const head = (
    <>
      <HeadCell>App</HeadCell>
      <HeadCell className="max-sm:hidden">Connected now</HeadCell>
      <HeadCell numeric className="max-sm:hidden">
        Calls, last 24 h
      </HeadCell>
      <HeadCell className="pl-8 max-md:hidden">Last call</HeadCell>
    </>
  );
  return (
    <Table caption="Apps" head={head}>
      {apps.map((app) => (
        <Row key={app.id}>
          <RowHeader>
            <div className="grid gap-0.5">
              <TextLink href={`/apps/${app.id}`} className="w-fit decoration-transparent">
                {app.name}
              </TextLink>
              <Copyable text={app.id} label={`Copy app id of ${app.name}`} />
              <div className="mt-1 flex flex-wrap items-center gap-x-3 text-sm text-ink-3 sm:hidden">
                <Live app={app} />
                {plural(app.callsLast24h, "call")} in 24 h
              </div>
            </div>
          </RowHeader>
          <Cell className="max-sm:hidden">
            <Live app={app} />
          </Cell>
          <Cell numeric className="max-sm:hidden">
            {formatCount(app.callsLast24h)}
          </Cell>
          <Cell className="pl-8 text-ink-2 max-md:hidden">
            {app.lastCallAtMs === null ? (
              <span className="text-ink-3">Never</span>
            ) : (
              <RelativeTime atMs={app.lastCallAtMs} />
            )}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function Live({ app }: { readonly app: AppSummary }) {
  if (app.status === "suspended") return <Status tone="stop">Suspended</Status>;
  if (app.liveSessions === 0) return <Status tone="idle">Not connected</Status>;
  return <Status tone="live">{plural(app.liveSessions, "session")}</Status>;
}

function NoApps({ newHref }: Pick<Props, "newHref">) {
  return (
    <EmptyState
      picture={<LogoMark className="size-10" />}
      title="No apps yet"
      action={
        newHref !== null && (
          <ButtonLink href={newHref} tone="primary">
            <Plus aria-hidden="true" />
            Create your first app
          </ButtonLink>
        )
      }
    >
      An app gives your page an id, so that only your origins can connect with it and you can see what AIs do
      in it.
    </EmptyState>
  );
}
