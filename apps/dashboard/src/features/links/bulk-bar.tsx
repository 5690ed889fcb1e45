/** What can be done with the selected links, how far it is, and how it ended. */
"use client";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { formatDuration, plural } from "../../ui/format.ts";
import type { Selection } from "./use-bulk-revocation.ts";

export function BulkBar({ selection }: { readonly selection: Selection }) {
  const { selected, isRunning } = selection;
  const words = wordsOf(selection);
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-2">
      <p role="status">{words}</p>
      {selected.length > 0 && !isRunning && (
        <ConfirmButton
          label={`Revoke ${plural(selected.length, "selected link")}`}
          title={`Revoke ${plural(selected.length, "link")}?`}
          description="From then on the relay refuses every call with these links and cancels those in progress. It cannot be undone; your app can make new links."
          confirm={`Revoke ${plural(selected.length, "link")}`}
          onConfirm={selection.start}
        >
          Revoke selected
        </ConfirmButton>
      )}
    </div>
  );
}

function wordsOf({ selected, progress, isRunning, outcomes }: Selection): string {
  if (isRunning && progress !== null) return `Revoking… ${progress.done} of ${progress.of} done.`;
  if (selected.length > 0) return `${plural(selected.length, "link")} selected.`;
  if (progress === null) return "Select links to revoke several at once.";
  const all = [...outcomes.values()];
  const revoked = all.flatMap((outcome) => (outcome.state === "revoked" ? [outcome.afterMs] : []));
  const open = all.filter(({ state }) => state === "revoking").length;
  const failed = all.filter(({ state }) => state === "failed").length;
  return [
    `${plural(revoked.length, "link")} revoked`,
    revoked.length > 0 && `, each refused at the relay within ${formatDuration(Math.max(...revoked))}`,
    open > 0 && `; ${open} not confirmed by the relay yet, we keep trying`,
    failed > 0 && `; ${failed} failed, see their rows`,
    ".",
  ]
    .filter((part) => part !== false)
    .join("");
}
