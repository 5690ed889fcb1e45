/** Kept mails, newest first, with their links to click. */
import { Mail } from "lucide-react";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { KeptMail } from "./list-mails.ts";

export function MailboxView({ mails }: { readonly mails: readonly KeptMail[] }) {
  if (mails.length === 0)
    return (
      <Panel flush>
        <EmptyState
          picture={<Mail aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
          title="No mails yet"
        >
          Sign up, ask for a new password or invite somebody: the mail shows up here.
        </EmptyState>
      </Panel>
    );
  return (
    <ul aria-label="Mails" className="grid grid-cols-1 gap-4">
      {mails.map((mail) => (
        <li key={mail.id}>
          <Panel title={mail.subject} description={<Envelope mail={mail} />}>
            <p className="max-w-prose wrap-anywhere whitespace-pre-wrap text-ink-2">
              <WithLinks text={mail.text.trim()} />
            </p>
          </Panel>
        </li>
      ))}
    </ul>
  );
}

function Envelope({ mail }: { readonly mail: KeptMail }) {
  return (
    <span className="wrap-anywhere">
      To {mail.to}, <RelativeTime atMs={mail.sentAtMs} />
    </span>
  );
}

function WithLinks({ text }: { readonly text: string }) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    part.startsWith("http") ? (
      <a key={index} href={part} className="font-medium text-ink underline underline-offset-4">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
