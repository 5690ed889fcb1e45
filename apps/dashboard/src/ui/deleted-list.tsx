/** What was deleted lately: since when, for how long it can be taken back, whether it is refused already, and the way back. */
"use client";
import type { ReactNode } from "react";
import { HiddenFields } from "./action-button.tsx";
import { Panel } from "./panel.tsx";
import { Status } from "./status.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { RelativeTime } from "./time.tsx";

export type DeletedEntry = {
  readonly id: string;
  readonly name: string;
  /** What else there is to say of it, as a sentence. */
  readonly size?: string;
  readonly deletedAtMs: number;
  readonly goneAtMs: number;
  /** What the relay has not confirmed yet; `null` when all of it is refused. */
  readonly unconfirmed: string | null;
};

type Props = {
  readonly title: string;
  readonly description: string;
  readonly entries: readonly DeletedEntry[];
  /** `null` for who may only look; `field` is what the action calls the id. */
  readonly restore: { readonly submit: (form: FormData) => void; readonly field: string } | null;
};

export function DeletedList({ title, description, entries, restore }: Props) {
  return (
    <Panel flush title={title} description={description}>
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry}>
            {restore !== null && (
              <form action={restore.submit}>
                <HiddenFields fields={{ [restore.field]: entry.id }} />
                <SubmitButton
                  tone="secondary"
                  size="small"
                  busyLabel="Restoring…"
                  aria-label={`Restore ${entry.name}`}
                >
                  Restore
                </SubmitButton>
              </form>
            )}
          </Entry>
        ))}
      </ul>
    </Panel>
  );
}

function Entry({ entry, children }: { readonly entry: DeletedEntry; readonly children: ReactNode }) {
  const { name, size, deletedAtMs, goneAtMs, unconfirmed } = entry;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-3.5 max-sm:px-4">
      <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
        <span className="font-medium wrap-anywhere">{name}</span>
        <span className="text-sm text-ink-3">
          {size} Deleted <RelativeTime atMs={deletedAtMs} />, gone for good <RelativeTime atMs={goneAtMs} />
        </span>
      </div>
      <Status tone={unconfirmed === null ? "stop" : "wait"}>{unconfirmed ?? "Refused at the relay"}</Status>
      {children}
    </li>
  );
}
