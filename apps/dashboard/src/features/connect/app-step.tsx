/** Step 1: the app reaches the relay. When it does not, the page says what it saw and what to do. */
"use client";
import { type ReactNode, useState } from "react";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Facts } from "../../ui/facts.tsx";
import { plural } from "../../ui/format.ts";
import { Step } from "../../ui/steps.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { ConnectProgress } from "./get-connect-progress.ts";

type Props = Pick<ConnectProgress, "app"> & {
  readonly snippets: ReactNode;
  readonly demo: ReactNode;
  /** Shown while the app is not there. */
  readonly children: ReactNode;
};

export function AppStep({ app, snippets, demo, children }: Props) {
  // What was open stays open: nothing moves away under the reader's hands when the step turns green.
  const [doneAtFirst] = useState(app !== null);
  return (
    <Step
      number={1}
      title="Connect your app"
      state={app === null ? "waiting" : "done"}
      status={app === null ? "Waiting for your app…" : <Connected app={app} />}
    >
      {app === null && children}
      {doneAtFirst ? <Disclosure summary="Show the code">{snippets}</Disclosure> : snippets}
      {app === null && demo}
    </Step>
  );
}

type App = NonNullable<ConnectProgress["app"]>;

const presence: Record<App["state"], string> = {
  online: "Connected",
  away: "Was connected, and is away now",
  ended: "Was connected, and ended its session",
};

function Connected({ app }: { readonly app: App }) {
  return (
    <Facts>
      <>
        <span className="font-medium text-ink">{presence[app.state]}</span> from{" "}
        {app.origin === null ? (
          "a client without a web origin"
        ) : (
          <code className="font-mono text-sm">{app.origin}</code>
        )}
      </>
      {app.sdk}
      {plural(app.toolCount, "tool")}
      <RelativeTime atMs={app.startedAtMs} />
    </Facts>
  );
}
