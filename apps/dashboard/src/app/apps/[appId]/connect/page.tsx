/** `/apps/<id>/connect` */
import type { Metadata } from "next";
import { publicUrls } from "../../../../env.ts";
import { ConnectView } from "../../../../features/connect/connect-view.tsx";
import { DemoApp } from "../../../../features/connect/demo-app.tsx";
import { getConnectProgress } from "../../../../features/connect/get-connect-progress.ts";
import { SnippetTabs } from "../../../../features/connect/snippet-tabs.tsx";
import { addOriginsAction, allowRefusedOriginAction } from "../../../../features/origins/actions.ts";
import { Copyable } from "../../../../ui/copyable.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { scriptFile } from "../../../../script-file.ts";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Connect" };

export default async function ConnectPage({ params }: { readonly params: AppParams }) {
  const { ctx, app } = await loadApp((await params).appId);
  const progress = await getConnectProgress({ ctx, input: { appId: app.id } });
  const { dashboardUrl, relayUrl, exampleUrl } = publicUrls();
  const script = { url: `${dashboardUrl}${scriptFile.path}`, integrity: scriptFile.integrity };
  return (
    <div className="max-w-4xl">
      <PageHeader
        title={`Connect ${app.name}`}
        description={<Copyable text={app.id} label="Copy app id" />}
      />
      <ConnectView
        appId={app.id}
        relayUrl={relayUrl}
        mayChange={app.mayChange}
        initial={progress}
        allowRefusedOrigin={allowRefusedOriginAction}
        snippets={<SnippetTabs appId={app.id} appName={app.name} relayUrl={relayUrl} script={script} />}
        demo={
          exampleUrl !== null && (
            <DemoApp
              appId={app.id}
              relayUrl={relayUrl}
              exampleUrl={exampleUrl}
              allowedOrigins={progress.allowedOrigins}
              addOrigins={addOriginsAction}
            />
          )
        }
      />
    </div>
  );
}
