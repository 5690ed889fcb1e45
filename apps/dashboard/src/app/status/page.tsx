/** `/status`: whether the dashboard, its database and the relay work. For anybody. */
import type { Metadata } from "next";
import { connection } from "next/server";
import { currentStatus } from "../../features/health/current-status.ts";
import { StatusView } from "../../features/health/status-view.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Page, Shell } from "../../ui/shell.tsx";
import { ThemeSwitch } from "../../ui/theme-switch.tsx";
import { TopBar } from "../../ui/top-bar.tsx";

export const metadata: Metadata = { title: "Status" };

export default async function StatusPage() {
  await connection();
  return (
    <Shell narrow bar={<TopBar homeHref="/" homeLabel="Start page" account={<ThemeSwitch />} />}>
      <Page>
        <PageHeader title="Status" />
        <StatusView status={await currentStatus()} />
      </Page>
    </Shell>
  );
}
