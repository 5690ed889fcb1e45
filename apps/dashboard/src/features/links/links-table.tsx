/** The links of an app: what each may do, what it did, and the button that ends it. */
import { Link2 } from "lucide-react";
import type { FormAction } from "../../action-state.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { HeadCell, Table } from "../../ui/table.tsx";
import { LinkRow } from "./link-row.tsx";
import type { LinkSummary } from "./list-links.ts";
import type { Revocation } from "./revoke-link.ts";

type Props = {
  readonly appId: string;
  readonly links: readonly LinkSummary[];
  readonly mayChange: boolean;
  readonly revoke: FormAction<Revocation>;
};

export function LinksTable({ appId, links, mayChange, revoke }: Props) {
  return (
    <Panel flush>
      {links.length === 0 ? (
        <NoLinks appId={appId} />
      ) : (
        <Table caption="Links" head={<Head />}>
          {links.map((link) => (
            <LinkRow key={link.tokenId} appId={appId} link={link} mayChange={mayChange} revoke={revoke} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function Head() {
  return (
    <>
      <HeadCell>Link</HeadCell>
      <HeadCell className="max-md:hidden">Status</HeadCell>
      <HeadCell className="max-xl:hidden">Scope</HeadCell>
      <HeadCell className="max-lg:hidden">Opened</HeadCell>
      <HeadCell className="max-md:hidden">Last used</HeadCell>
      <HeadCell numeric className="max-md:hidden">
        Calls
      </HeadCell>
      <HeadCell numeric className="max-md:hidden">
        Errors
      </HeadCell>
      <HeadCell className="pl-8 max-xl:hidden">Expires</HeadCell>
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
