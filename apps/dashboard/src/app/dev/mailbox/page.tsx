/** `/dev/mailbox`: mails that this machine kept instead of sending them. Not there where strangers could open it. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { mailKind, publicUrls } from "../../../env.ts";
import { requestContext } from "../../../features/auth/request-context.ts";
import { listMails } from "../../../features/mailbox/list-mails.ts";
import { MailboxView } from "../../../features/mailbox/mailbox-view.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Page, Shell } from "../../../ui/shell.tsx";
import { ThemeSwitch } from "../../../ui/theme-switch.tsx";
import { TopBar } from "../../../ui/top-bar.tsx";

export const metadata: Metadata = { title: "Mailbox" };

export default async function MailboxPage() {
  if (mailKind() !== "mailbox" || !(await isAskedForByName())) notFound();
  const mails = await listMails({ ctx: await requestContext() });
  return (
    <Shell narrow bar={<TopBar homeHref="/apps" homeLabel="All apps" account={<ThemeSwitch />} />}>
      <Page>
        <PageHeader
          title="Mailbox"
          description="Mails of this machine's dashboard, to whomever. Set SMTP_URL to have them delivered."
        />
        <MailboxView mails={mails} />
      </Page>
    </Shell>
  );
}

/** A foreign page whose name was pointed at this machine asks by its own name. */
async function isAskedForByName(): Promise<boolean> {
  return (await headers()).get("host") === new URL(publicUrls().dashboardUrl).host;
}
