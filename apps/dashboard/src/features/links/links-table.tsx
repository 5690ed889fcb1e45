/** The links of an app: what each may do, what it did, and the button that ends it, or many of them at once. */
"use client";
import { Link2 } from "lucide-react";
import type { ReactNode } from "react";
import type { FormAction } from "../../action-state.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { HeadCell, SortHeadCell, Table } from "../../ui/table.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { isRevocable, LinkRow } from "./link-row.tsx";
import type { SortHeads } from "./link-sort.ts";
import type { LinkSummary } from "./list-links.ts";
import type { Revocation } from "./revoke-link.ts";
import type { RevokedLinks } from "./revoke-links.ts";
import { useBulkRevocation } from "./use-bulk-revocation.ts";

type Props = {
  readonly appId: string;
  readonly links: readonly LinkSummary[];
  /** `null`: all are wanted; else where all of them are. */
  readonly allHref: string | null;
  readonly heads: SortHeads;
  readonly mayChange: boolean;
  readonly revoke: FormAction<Revocation>;
  readonly revokeMany: FormAction<RevokedLinks>;
};

export function LinksTable({ appId, links, allHref, heads, mayChange, revoke, revokeMany }: Props) {
  const selection = useBulkRevocation(appId, revokeMany);
  if (links.length === 0)
    return (
      <Panel flush>{allHref === null ? <NoLinks appId={appId} /> : <NoSuchLinks allHref={allHref} />}</Panel>
    );
  const revocable = links
    .filter((link) => isRevocable(link, selection.outcomes.get(link.tokenId) ?? null))
    .map(({ tokenId }) => tokenId);
  const selectAll = (
    <Checkbox
      label="Select all active links of this page"
      checked={revocable.length > 0 && revocable.every(selection.isSelected)}
      disabled={revocable.length === 0 || selection.isRunning}
      onChange={() => selection.toggle(revocable)}
    />
  );
  return (
    <div className="grid gap-3">
      {mayChange && <BulkBar selection={selection} />}
      <Panel flush>
        <Table caption="Links" head={<Head heads={heads} selectAll={mayChange ? selectAll : null} />}>
          {links.map((link) => (
            <LinkRow
              key={link.tokenId}
              appId={appId}
              link={link}
              mayChange={mayChange}
              revoke={revoke}
              selection={selection}
            />
          ))}
        </Table>
      </Panel>
    </div>
  );
}

type HeadProps = { readonly heads: SortHeads; readonly selectAll: ReactNode };

function Head({ heads, selectAll }: HeadProps) {
  return (
    <>
      {selectAll !== null && <HeadCell className="w-0 pr-0!">{selectAll}</HeadCell>}
      <HeadCell>Link</HeadCell>
      <HeadCell className="max-md:hidden">Status</HeadCell>
      <HeadCell className="max-xl:hidden">Scope</HeadCell>
      <SortHeadCell {...heads.created} className="max-lg:hidden">
        Created
      </SortHeadCell>
      <SortHeadCell {...heads.used} className="max-md:hidden">
        Last used
      </SortHeadCell>
      <SortHeadCell {...heads.calls} numeric className="max-md:hidden">
        Calls
      </SortHeadCell>
      <SortHeadCell {...heads.errors} numeric className="max-md:hidden">
        Errors
      </SortHeadCell>
      <SortHeadCell {...heads.expires} className="pl-8 max-xl:hidden">
        Expires
      </SortHeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
}

function NoLinks({ appId }: { readonly appId: string }) {
  return (
    <EmptyState
      picture={<Link2 aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
      title="No links yet"
      action={
        <ButtonLink href={`/apps/${appId}/connect`} tone="primary">
          Connect your app
        </ButtonLink>
      }
    >
      Your app makes a link when one of its users wants to connect an AI. Each one shows up here, and can be
      revoked here.
    </EmptyState>
  );
}

function NoSuchLinks({ allHref }: { readonly allHref: string }) {
  return (
    <EmptyState
      picture={<Link2 aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
      title="No such links"
      action={<ButtonLink href={allHref}>Show all links</ButtonLink>}
    >
      No link fits this filter, or those of this page have moved to another.
    </EmptyState>
  );
}
