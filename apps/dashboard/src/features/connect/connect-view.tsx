/** Three steps from nothing to the first call. Each turns green by itself when it happens. */
"use client";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import type { FormAction } from "../../action-state.ts";
import type { Activation } from "../../registry/activation.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Steps } from "../../ui/steps.tsx";
import { AppStep } from "./app-step.tsx";
import { CallStep } from "./call-step.tsx";
import type { ConnectProgress } from "./get-connect-progress.ts";
import { Diagnosis } from "./diagnosis.tsx";
import { Journey } from "./journey.tsx";
import { LinkStep } from "./link-step.tsx";
import { useAppLive } from "./use-app-live.ts";

type Props = {
  readonly appId: string;
  readonly relayUrl: string;
  /** Whether the person may try the app in the playground. */
  readonly mayChange: boolean;
  readonly initial: ConnectProgress;
  readonly allowRefusedOrigin: FormAction<{ readonly activation: Activation }>;
  readonly snippets: ReactNode;
  /** The way without code, if there is a demo app. */
  readonly demo: ReactNode;
};

export function ConnectView({
  appId,
  relayUrl,
  mayChange,
  initial,
  allowRefusedOrigin,
  snippets,
  demo,
}: Props) {
  const { progress, interrupted } = useAppLive(appId, initial);
  const { app, link, call } = progress;
  const online = app?.state === "online";
  const called = call?.outcome === "ok";
  return (
    <div className="grid gap-8">
      <Journey
        app={{
          wire: online ? "live" : app === null && progress.refused.length > 0 ? "stopped" : "waiting",
          note: app ? hostOf(app.origin) : "not seen yet",
        }}
        relay={{ note: hostOf(relayUrl) }}
        chat={{
          wire: called && online ? "live" : link && !called ? "waiting" : "off",
          note: call?.client ?? link?.client ?? (called ? "connected" : "not seen yet"),
        }}
      />
      {interrupted && (
        <Notice tone="wait" role="status" title="Live updates are interrupted">
          This page tries again by itself. Reload it if this message stays.
        </Notice>
      )}
      <Steps label="Connect your app">
        <AppStep app={app} snippets={snippets} demo={demo}>
          <Diagnosis
            appId={appId}
            relayUrl={relayUrl}
            refused={progress.refused}
            allowedOrigins={progress.allowedOrigins}
            allow={allowRefusedOrigin}
          />
        </AppStep>
        <LinkStep app={app} link={link} called={call !== null} />
        <CallStep {...{ appId, app, link, call, mayChange }} />
      </Steps>
      {called && (
        <Notice
          tone="live"
          title="It works, from end to end"
          action={
            <ButtonLink href={`/apps/${appId}`} tone="primary" size="small">
              Go to the overview
              <ArrowRight aria-hidden="true" />
            </ButtonLink>
          }
        >
          Your users can do the same now: your app makes a link, they paste it into the chat they already use.
        </Notice>
      )}
    </div>
  );
}

const hostOf = (url: string | null): string =>
  url !== null && URL.canParse(url) ? new URL(url).host : "no web origin";
