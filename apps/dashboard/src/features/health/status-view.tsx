/** The status in words: one line for everything, one for each part. */
import { Panel } from "../../ui/panel.tsx";
import { Status, type Tone } from "../../ui/status.tsx";
import { ExactTime } from "../../ui/time.tsx";
import type { Part, PartState, SystemStatus } from "./check-status.ts";

const SUMMARY: Record<PartState, string> = {
  ok: "Everything works",
  late: "Everything works, but something is late",
  down: "Something does not work",
};
const WORD: Record<PartState, string> = { ok: "Works", late: "Late", down: "Down" };
const TONE: Record<PartState, Tone> = { ok: "live", late: "wait", down: "stop" };

const TITLE: Record<Part["name"], string> = {
  dashboard: "Dashboard",
  database: "Database",
  relay: "Relay",
  changes: "Changes on their way to the relay",
  books: "Reports of the relay",
};

export function StatusView({ status }: { readonly status: SystemStatus }) {
  return (
    <div className="grid gap-4">
      <p className="text-lg">
        <Status tone={TONE[status.state]}>{SUMMARY[status.state]}</Status>
      </p>
      <Panel flush>
        <ul className="divide-y divide-line">
          {status.parts.map((part) => (
            <li key={part.name} className="flex items-baseline justify-between gap-x-6 px-5 py-4 max-sm:px-4">
              <div className="grid min-w-0 gap-0.5">
                <h2 className="font-medium">{TITLE[part.name]}</h2>
                <p className="text-ink-2">{part.message}</p>
              </div>
              <Status tone={TONE[part.state]}>{WORD[part.state]}</Status>
            </li>
          ))}
        </ul>
      </Panel>
      <p className="text-sm text-ink-3">
        Checked <ExactTime atMs={status.checkedAtMs} />. For machines:{" "}
        <code className="font-mono">/api/status</code>.
      </p>
    </div>
  );
}
