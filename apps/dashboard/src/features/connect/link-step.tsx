/** Step 2: a person gives the link to an AI chat, and the chat opens it. */
import { Copyable } from "../../ui/copyable.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Step } from "../../ui/steps.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { ConnectProgress } from "./get-connect-progress.ts";

type Props = Pick<ConnectProgress, "app" | "link"> & { readonly called: boolean };

export function LinkStep({ app, link, called }: Props) {
  const opened = called || (link !== null && link.openedAtMs !== null);
  return (
    <Step
      number={2}
      title="Paste the link into an AI chat"
      state={opened ? "done" : app === null ? "ahead" : "waiting"}
      status={<LinkStatus app={app} link={link} opened={opened} />}
    >
      {!opened && app !== null && <HowTo hasLink={link !== null} />}
    </Step>
  );
}

function LinkStatus({ app, link, opened }: Omit<Props, "called"> & { readonly opened: boolean }) {
  if (opened)
    return (
      <Facts>
        <>
          <span className="font-medium text-ink">Opened</span>
          {link?.client && ` by ${link.client}`}
        </>
        {link?.openedAtMs && <RelativeTime atMs={link.openedAtMs} />}
        {link && <Named link={link} />}
      </Facts>
    );
  if (link)
    return (
      <Facts>
        Your app made a link. Waiting for an AI to open it…
        <Named link={link} />
      </Facts>
    );
  return app === null
    ? "Your app makes the link once it is connected."
    : "Waiting for your app to make a link…";
}

function Named({ link }: { readonly link: NonNullable<ConnectProgress["link"]> }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {link.label ?? "no label"} <Copyable text={link.tokenId} label="Copy token id" />
    </span>
  );
}

function HowTo({ hasLink }: { readonly hasLink: boolean }) {
  return (
    <ol className="grid list-decimal gap-1 pl-5 text-ink-2 marker:text-ink-3">
      {!hasLink && (
        <li>
          In your app, press <strong className="font-medium text-ink">Connect with AI</strong>, or call
          mintAgentToken().
        </li>
      )}
      <li>Copy the link that your app shows. Only your app knows it; we never do.</li>
      <li>
        Paste it into Claude, ChatGPT, Gemini or a coding agent, with what you want:{" "}
        <q className="text-ink">Open this link and paint a red heart.</q>
      </li>
    </ol>
  );
}
