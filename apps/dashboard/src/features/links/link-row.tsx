/** One link, and how far its revocation is. */
"use client";
import { type ReactNode, startTransition, useActionState } from "react";
import { useFocusWhen } from "../../ui/use-focus-when.ts";
import { type ActionState, type FormAction, idle } from "../../action-state.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { Copyable } from "../../ui/copyable.tsx";
import { formatCount, plural } from "../../ui/format.ts";
import { Cell, Row, RowHeader } from "../../ui/table.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import { LinkStatus } from "./link-status.tsx";
import type { LinkSummary } from "./list-links.ts";
import type { Revocation } from "./revoke-link.ts";
import type { RevocationOutcome } from "./revoke-links.ts";
import type { Selection } from "./use-bulk-revocation.ts";

type Props = {
  readonly appId: string;
  readonly link: LinkSummary;
  readonly mayChange: boolean;
  readonly revoke: FormAction<Revocation>;
  readonly selection: Selection;
};

export function LinkRow({ appId, link, mayChange, revoke, selection }: Props) {
  const [state, submit, pending] = useActionState<ActionState<Revocation>, FormData>(revoke, idle);
  const send = () => {
    const form = new FormData();
    form.set("appId", appId);
    form.set("tokenId", link.tokenId);
    startTransition(() => submit(form));
  };
  const name = link.label ?? "Link without a label";
  // The button that was pressed is gone then.
  const header = useFocusWhen<HTMLTableCellElement>(state.status === "done");
  const outcome = selection.outcomes.get(link.tokenId) ?? outcomeOf(state);
  const busy = pending || selection.isPending(link.tokenId);
  const status = <LinkStatus link={link} outcome={outcome} pending={busy} />;
  const revocable = mayChange && isRevocable(link, outcome);
  return (
    <Row>
      {mayChange && (
        <Cell className="w-0 pr-0! max-md:align-top">
          {revocable && !busy && <SelectLink name={name} tokenId={link.tokenId} selection={selection} />}
        </Cell>
      )}
      <RowHeader ref={header} tabIndex={-1}>
        <div className="grid gap-0.5">
          <span className="font-medium">{name}</span>
          <Copyable text={link.tokenId} label={`Copy token id of ${name}`} />
          <NarrowFacts link={link} status={status} />
        </div>
      </RowHeader>
      <Cell className="max-md:hidden">{status}</Cell>
      <Cell className="text-ink-2 max-xl:hidden">{scopeOf(link)}</Cell>
      <Cell className="text-ink-2 max-lg:hidden">
        <Beginning link={link} />
      </Cell>
      <Cell className="text-ink-2 max-md:hidden">
        <Moment atMs={link.lastUsedAtMs} none="Never" />
        {link.client && <div className="text-sm text-ink-3">{link.client}</div>}
      </Cell>
      <Cell numeric className="max-md:hidden">
        {link.calls === 0 ? (
          "0"
        ) : (
          <TextLink
            href={`/apps/${appId}/calls?link=${link.tokenId}`}
            aria-label={`${plural(link.calls, "call")} of ${name}`}
            className="font-normal!"
          >
            {formatCount(link.calls)}
          </TextLink>
        )}
      </Cell>
      <Cell numeric className={link.errors > 0 ? "text-stop max-md:hidden" : "text-ink-3 max-md:hidden"}>
        {formatCount(link.errors)}
      </Cell>
      <Cell className="pl-8 text-ink-2 max-xl:hidden">
        {link.state === "active" ? <Moment atMs={link.expiresAtMs} none="Never" /> : <Over />}
      </Cell>
      <Cell className="text-right max-md:align-top">
        {revocable && (
          <ConfirmButton
            label={`Revoke ${name}`}
            title={`Revoke ${name}?`}
            description="From then on the relay refuses every call with this link and cancels those in progress. It cannot be undone; your app can make a new link."
            confirm="Revoke link"
            onConfirm={send}
            busy={busy}
          >
            Revoke
          </ConfirmButton>
        )}
      </Cell>
    </Row>
  );
}

/** What the columns would say, where there is no room for them. */
function NarrowFacts({ link, status }: { readonly link: LinkSummary; readonly status: ReactNode }) {
  const { state, calls, errors, createdAtMs, lastUsedAtMs, expiresAtMs } = link;
  return (
    <div className="mt-1 grid gap-0.5 md:hidden">
      {status}
      <div className="flex flex-wrap gap-x-3 text-sm text-ink-3">
        <span>{plural(calls, "call")}</span>
        <span className={errors > 0 ? "text-stop" : undefined}>{plural(errors, "error")}</span>
        <span>{scopeOf(link)}</span>
        <span>
          Created <RelativeTime atMs={createdAtMs} />
        </span>
        {lastUsedAtMs !== null && (
          <span>
            Used <RelativeTime atMs={lastUsedAtMs} />
          </span>
        )}
        {state === "active" && expiresAtMs !== null && (
          <span>
            Expires <RelativeTime atMs={expiresAtMs} />
          </span>
        )}
      </div>
    </div>
  );
}

function Beginning({ link: { createdAtMs, openedAtMs } }: { readonly link: LinkSummary }) {
  return (
    <>
      <RelativeTime atMs={createdAtMs} />
      <div className="text-sm whitespace-nowrap text-ink-3">
        {openedAtMs === null ? (
          "Not opened yet"
        ) : (
          <>
            Opened <RelativeTime atMs={openedAtMs} />
          </>
        )}
      </div>
    </>
  );
}

type SelectProps = { readonly name: string; readonly tokenId: string; readonly selection: Selection };

function SelectLink({ name, tokenId, selection }: SelectProps) {
  return (
    <Checkbox
      label={`Select ${name}`}
      checked={selection.isSelected(tokenId)}
      onChange={() => selection.toggle([tokenId])}
    />
  );
}

function outcomeOf(state: ActionState<Revocation>): RevocationOutcome | null {
  if (state.status === "idle") return null;
  return state.status === "done" ? state.value : { state: "failed", reason: state.message };
}

/** What failed may be tried again. */
export const isRevocable = (link: LinkSummary, outcome: RevocationOutcome | null): boolean =>
  link.state === "active" && (outcome === null || outcome.state === "failed");

function Moment({ atMs, none }: { readonly atMs: number | null; readonly none: string }) {
  return atMs === null ? <span className="text-ink-3">{none}</span> : <RelativeTime atMs={atMs} />;
}

/** Whatever would still be to come does not come any more. */
function Over() {
  return (
    <span aria-hidden="true" className="text-ink-3">
      –
    </span>
  );
}

function scopeOf({ readOnly, tools, maxCalls }: LinkSummary): string {
  const what = tools === null ? (readOnly ? "Read only" : "All tools") : plural(tools.length, "tool");
  const also = tools !== null && readOnly ? ", read only" : "";
  return maxCalls === null ? `${what}${also}` : `${what}${also}, ${plural(maxCalls, "call")} at most`;
}
