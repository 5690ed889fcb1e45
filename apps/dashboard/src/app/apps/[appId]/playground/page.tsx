/** `/apps/<id>/playground` */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { UserContext } from "../../../../context.ts";
import { env, publicUrls } from "../../../../env.ts";
import { DemoApp } from "../../../../features/connect/demo-app.tsx";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { addOriginsAction } from "../../../../features/origins/actions.ts";
import { listOrigins } from "../../../../features/origins/list-origins.ts";
import {
  closePlaygroundAction,
  followTaskAction,
  openPlaygroundAction,
  tryToolAction,
} from "../../../../features/playground/actions.ts";
import { getPlayground } from "../../../../features/playground/get-playground.ts";
import { NoSession } from "../../../../features/playground/no-session.tsx";
import { OpenPanel } from "../../../../features/playground/open-panel.tsx";
import { heldLink } from "../../../../features/playground/playground-cookie.ts";
import { PlaygroundView } from "../../../../features/playground/playground-view.tsx";
import { readSurface } from "../../../../features/playground/read-surface.ts";
import { surfaceOf } from "../../../../features/playground/surfaces.ts";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { one, pathWith, type SearchParams } from "../../../search-params.ts";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Playground" };

type Props = { readonly params: AppParams; readonly searchParams: SearchParams };

export default async function PlaygroundPage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).appId);
  if (!app.mayChange) notFound();
  const { tool, see } = await searchParams;
  return (
    <>
      <PageHeader
        title="Playground"
        description="Call your app as an AI would, and read what an AI is shown."
      />
      {await partsOf(ctx, app.id, { tool: one(tool), see: one(see) })}
    </>
  );
}

type Chosen = { readonly tool: string | null; readonly see: string | null };

async function partsOf(ctx: UserContext, appId: string, chosen: Chosen) {
  const { relayUrl } = env();
  const link = await heldLink(ctx, appId);
  const playground = await getPlayground({ ctx, input: { appId, relayUrl, link } });
  if (playground.state === "open" && link !== null) {
    const tool = playground.tools.find(({ name }) => name === chosen.tool) ?? playground.tools[0] ?? null;
    const surface = surfaceOf(chosen.see);
    const toolPath = tool?.path ?? "";
    const text = await readSurface({ ctx, input: { appId, relayUrl, link, surface: surface.id, toolPath } });
    const path = `/apps/${appId}/playground`;
    return (
      <PlaygroundView
        {...{ appId, playground, tool }}
        seen={{ surface, text }}
        hrefOf={(next) => pathWith(path, next)}
        call={tryToolAction}
        follow={followTaskAction}
        close={closePlaygroundAction}
      />
    );
  }
  if (playground.state === "open") return null;
  return (
    <>
      <LiveRefresh appId={appId} />
      {playground.sessions.length === 0 ? (
        <NoSession appId={appId} demo={await demoOf(ctx, appId)} />
      ) : (
        <OpenPanel
          appId={appId}
          sessions={playground.sessions}
          ended={playground.ended}
          open={openPlaygroundAction}
        />
      )}
    </>
  );
}

async function demoOf(ctx: UserContext, appId: string) {
  const { relayUrl, exampleUrl } = publicUrls();
  if (exampleUrl === null) return null;
  const { allowed } = await listOrigins({ ctx, input: { appId } });
  return (
    <DemoApp
      {...{ appId, relayUrl, exampleUrl }}
      allowedOrigins={allowed.map(({ origin }) => origin)}
      addOrigins={addOriginsAction}
    />
  );
}
