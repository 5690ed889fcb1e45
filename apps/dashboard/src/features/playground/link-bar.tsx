/** The link that the playground works by: whose session, until when, and its end. */
import type { FormAction } from "../../action-state.ts";
import { ActionButton } from "../../ui/action-button.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Status } from "../../ui/status.tsx";
import { ExactTime } from "../../ui/time.tsx";
import type { Playground } from "./get-playground.ts";

type Props = {
  readonly appId: string;
  readonly playground: Extract<Playground, { readonly state: "open" }>;
  readonly close: FormAction;
};

export function LinkBar({ appId, playground: { link, session }, close }: Props) {
  const online = session !== null;
  return (
    <section
      aria-label="The playground's link"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-5 py-3.5 shadow-small max-sm:px-4"
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
        <Status tone={online ? "live" : "wait"}>{online ? "Connected" : "App away"}</Status>
        <span className="min-w-0 text-ink-2">
          <Facts>
            <span className="text-ink">
              {session === null ? "Not connected" : (session.origin ?? "An app without a web origin")}
            </span>
            <span className="font-mono text-sm">{link.sessionId}</span>
            {link.readOnly ? "read only" : "all tools"}
            <>
              ends <ExactTime atMs={link.expiresAtMs} />
            </>
          </Facts>
        </span>
      </div>
      <ActionButton action={close} fields={{ appId }} tone="secondary" size="small" busyLabel="Revoking…">
        Revoke link
      </ActionButton>
    </section>
  );
}
