/** The way through all three steps without code: our demo app, its origin allowed in the same click. */
"use client";
import { ArrowUpRight } from "lucide-react";
import type { FormAction } from "../../action-state.ts";
import { ActionButton } from "../../ui/action-button.tsx";
import { buttonClass } from "../../ui/button.tsx";

type Props<T> = {
  readonly appId: string;
  readonly relayUrl: string;
  readonly addOrigins: FormAction<T>;
  readonly exampleUrl: string;
  readonly allowedOrigins: readonly string[];
};

export function DemoApp<T>({ appId, relayUrl, addOrigins, exampleUrl, allowedOrigins }: Props<T>) {
  const url = demoUrl(exampleUrl, appId, relayUrl);
  const { origin } = new URL(exampleUrl);
  const allowed = allowedOrigins.includes(origin);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-md border border-dashed border-line-strong/60 px-4 py-3.5">
      <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <p className="font-medium">No app at hand?</p>
        <p className="text-ink-2">
          Our pixel canvas connects with your app id
          {allowed ? "." : <>. Its origin, {origin}, is allowed in the same click.</>}
        </p>
      </div>
      {allowed ? (
        <a href={url} target="_blank" rel="noreferrer" className={buttonClass({ size: "small" })}>
          Use our demo app
          <ArrowUpRight aria-hidden="true" />
        </a>
      ) : (
        <ActionButton
          action={addOrigins}
          fields={{ appId, origins: origin }}
          tone="secondary"
          size="small"
          busyLabel="Allowing its origin…"
          onDone={() => openTab(url)}
        >
          Use our demo app
          <ArrowUpRight aria-hidden="true" />
        </ActionButton>
      )}
    </div>
  );
}

function demoUrl(exampleUrl: string, appId: string, relayUrl: string): string {
  const url = new URL(exampleUrl);
  url.searchParams.set("app", appId);
  url.searchParams.set("relay", relayUrl);
  return url.href;
}

/** The tab is opened after its origin was allowed. Where a browser blocks that, the button is a plain link by then. */
function openTab(url: string): void {
  const tab = window.open(url, "_blank");
  if (tab) tab.opener = null;
}
