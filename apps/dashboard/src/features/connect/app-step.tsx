/** Step 1: the app reaches the relay. When it does not, the page says what it saw and what to do. */
"use client";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
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
      {doneAtFirst ? (
        <details className="group/code">
          <summary className="flex w-fit list-none items-center gap-1 rounded-sm py-1 font-medium text-ink-2 hover:text-ink">
            <ChevronRight
              aria-hidden="true"
              className="size-4 transition-transform group-open/code:rotate-90"
            />
            Show the code
          </summary>
          <div className="mt-3">{snippets}</div>
        </details>
      ) : (
        snippets
      )}
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
    <>
      <span className="font-medium text-ink">{presence[app.state]}</span>
      <span>
        from <code className="font-mono text-sm">{app.origin ?? "a client without a web origin"}</code>
      </span>
      {app.sdk && <span>· {app.sdk}</span>}
      <span>
        · {app.toolCount} {app.toolCount === 1 ? "tool" : "tools"}
      </span>
      <span>
        · <RelativeTime atMs={app.startedAtMs} />
      </span>
    </>
  );
}
