/** Where one is signed in, and how to end what one does not recognise. */
"use client";
import { startTransition, useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { plural } from "../../ui/format.ts";
import { Panel } from "../../ui/panel.tsx";
import { Status } from "../../ui/status.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { LoginSummary } from "./list-logins.ts";

type End = FormAction<{ readonly ended: number }>;
type Props = { readonly logins: readonly LoginSummary[]; readonly end: End; readonly endOthers: End };

export function LoginsTable({ logins, end, endOthers }: Props) {
  const [state, submit, isEnding] = useActionState(end, idle);
  const [allState, submitAll, isEndingAll] = useActionState(endOthers, idle);
  const endOne = (loginId: string) => {
    const form = new FormData();
    form.set("loginId", loginId);
    startTransition(() => submit(form));
  };
  const others = logins.filter(({ isCurrent }) => !isCurrent).length;
  const refused = [state, allState].find(({ status }) => status === "refused");
  return (
    <Panel
      flush
      title="Logins"
      description="Browsers in which you are signed in. A login that is not used ends after 30 days."
      action={
        others > 0 && (
          <ConfirmButton
            label="Sign out everywhere else"
            title="Sign out everywhere else?"
            description={`${plural(others, "other login")} will end.`}
            confirm="Sign out the others"
            busy={isEndingAll}
            onConfirm={() => startTransition(() => submitAll(new FormData()))}
          >
            Sign out everywhere else
          </ConfirmButton>
        )
      }
    >
      {refused?.status === "refused" && (
        <p role="alert" className="border-b border-line px-5 py-3 text-stop">
          {refused.message}
        </p>
      )}
      <p role="status" className="sr-only">
        {(state.status === "done" || allState.status === "done") && "Ended."}
      </p>
      <Table caption="Logins" head={<Head />}>
        {logins.map((login) => (
          <LoginRow key={login.id} login={login} busy={isEnding} end={endOne} />
        ))}
      </Table>
    </Panel>
  );
}

function Head() {
  return (
    <>
      <HeadCell>Browser</HeadCell>
      <HeadCell className="max-sm:hidden">Last seen</HeadCell>
      <HeadCell className="max-md:hidden">Signed in</HeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
}

type RowProps = {
  readonly login: LoginSummary;
  readonly busy: boolean;
  readonly end: (loginId: string) => void;
};

function LoginRow({ login, busy, end }: RowProps) {
  return (
    <Row>
      <RowHeader>
        <div className="font-medium">{login.device}</div>
        <div className="text-sm text-ink-3 sm:hidden">
          Seen <RelativeTime atMs={login.lastSeenAtMs} />
        </div>
      </RowHeader>
      <Cell className="text-ink-2 max-sm:hidden">
        <RelativeTime atMs={login.lastSeenAtMs} />
      </Cell>
      <Cell className="text-ink-2 max-md:hidden">
        <RelativeTime atMs={login.createdAtMs} />
      </Cell>
      <Cell className="text-right">
        {login.isCurrent ? (
          <Status tone="live">This browser</Status>
        ) : (
          <Button
            size="small"
            aria-label={`Sign out ${login.device}`}
            aria-disabled={busy}
            onClick={() => !busy && end(login.id)}
          >
            Sign out
          </Button>
        )}
      </Cell>
    </Row>
  );
}
