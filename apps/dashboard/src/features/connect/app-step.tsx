/** Step 1: the app reaches the relay. When it does not, the page says what it saw and what to do. */
"use client";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Step } from "../../ui/steps.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { ConnectViewProps } from "./connect-view.tsx";
import { Diagnosis } from "./diagnosis.tsx";
import { DemoApp } from "./demo-app.tsx";
import type { ConnectProgress } from "./get-connect-progress.ts";

type Props = ConnectViewProps & { readonly progress: ConnectProgress };

export function AppStep({ progress, ...props }: Props) {
  const { app } = progress;
  // What was open stays open: nothing moves away under the reader's hands when the step turns green.
  const [doneAtFirst] = useState(app !== null);
  return (
    <Step
      number={1}
      title="Connect your app"
      state={app === null ? "waiting" : "done"}
      status={app === null ? "Waiting for your app…" : <Connected app={app} />}
    >
      {app === null && <Diagnosis {...props} progress={progress} />}
      {doneAtFirst ? (
        <details className="group/code">
          <summary className="flex w-fit list-none items-center gap-1 rounded-sm py-1 font-medium text-ink-2 hover:text-ink">
            <ChevronRight
              aria-hidden="true"
              className="size-4 transition-transform group-open/code:rotate-90"
            />
            Show the code
          </summary>
          <div className="mt-3">{props.snippets}</div>
        </details>
      ) : (
        props.snippets
      )}
      {app === null && props.exampleUrl !== null && (
        <DemoApp {...props} exampleUrl={props.exampleUrl} allowedOrigins={progress.allowedOrigins} />
      )}
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
    <>
      <span className="font-medium text-ink">{presence[app.state]}</span>
      <span>
        from <code className="font-mono text-sm">{app.origin ?? "a client without a web origin"}</code>
      </span>
      {app.sdk && <span>· SDK {app.sdk}</span>}
      <span>
        · {app.toolCount} {app.toolCount === 1 ? "tool" : "tools"}
      </span>
      <span>
        · <RelativeTime atMs={app.startedAtMs} />
      </span>
    </>
  );
}
