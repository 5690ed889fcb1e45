/** The times an app was connected: now, away for a while, or over. */
import { AppWindow } from "lucide-react";
import type { FormAction } from "../../action-state.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { HeadCell, Table } from "../../ui/table.tsx";
import type { EndedSession } from "./end-session.ts";
import type { SessionSummary } from "./list-sessions.ts";
import { SessionRow } from "./session-row.tsx";

type Props = {
  readonly appId: string;
  readonly sessions: readonly SessionSummary[];
  readonly mayChange: boolean;
  readonly end: FormAction<EndedSession>;
};

export function SessionsTable({ appId, sessions, mayChange, end }: Props) {
  return (
    <Panel flush>
      {sessions.length === 0 ? (
        <NoSessions appId={appId} />
      ) : (
        <Table caption="Sessions" head={<Head />}>
          {sessions.map((session) => (
            <SessionRow key={session.id} appId={appId} session={session} mayChange={mayChange} end={end} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Head() {
  return (
    <>
      <HeadCell>Session</HeadCell>
      <HeadCell className="max-md:hidden">Status</HeadCell>
      <HeadCell className="max-md:hidden">Origin</HeadCell>
      <HeadCell className="max-lg:hidden">Tools</HeadCell>
      <HeadCell numeric className="max-md:hidden">
        Active links
      </HeadCell>
      <HeadCell className="pl-8 max-lg:hidden">Started</HeadCell>
      <HeadCell className="max-xl:hidden">Last seen</HeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
}

function NoSessions({ appId }: { readonly appId: string }) {
  return (
    <EmptyState
      picture={<AppWindow aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
      title="Your app has not connected yet"
      action={
        <ButtonLink href={`/apps/${appId}/connect`} tone="primary">
          Connect your app
        </ButtonLink>
      }
    >
      Each open tab of your app that called connect() is one session, and shows up here within a second.
    </EmptyState>
  );
}
