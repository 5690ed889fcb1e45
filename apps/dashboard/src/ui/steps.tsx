/** Numbered steps along a wire: each is ahead, waiting, or done, and says so in words. */
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { type ReactNode, useId } from "react";
import { StatusDot } from "./status.tsx";

export type StepState = "ahead" | "waiting" | "done";

export function Steps({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ol aria-label={label} className="grid">
      {children}
    </ol>
  );
}

type Props = {
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  /** One line that says where this step is; announced when it changes. */
  readonly status: ReactNode;
  readonly children?: ReactNode;
};

const marks: Record<StepState, string> = {
  ahead: "border-line bg-surface text-ink-3",
  waiting: "border-wait-dot bg-wait-soft text-wait",
  done: "border-live-dot bg-live-dot text-surface",
};
const words: Record<StepState, string> = { ahead: "Not started", waiting: "Waiting", done: "Done" };

export function Step({ number, title, state, status, children }: Props) {
  const id = useId();
  return (
    <li
      aria-labelledby={id}
      data-state={state}
      className="group grid grid-cols-[2rem_minmax(0,1fr)] gap-x-4 max-sm:grid-cols-[1.75rem_minmax(0,1fr)] max-sm:gap-x-3"
    >
      <div className="flex flex-col items-center">
        <span
          className={clsx(
            "grid size-8 place-items-center rounded-full border text-sm font-semibold transition-colors duration-300 max-sm:size-7",
            marks[state],
          )}
        >
          {state === "done" ? <Check aria-hidden="true" strokeWidth={3} className="size-4" /> : number}
          <span className="sr-only">{words[state]}</span>
        </span>
        <span
          aria-hidden="true"
          className={clsx(
            "w-0.5 flex-1 rounded-full transition-colors duration-300 group-last:hidden",
            state === "done" ? "bg-live-dot" : "bg-line",
          )}
        />
      </div>
      <div className="grid min-w-0 gap-4 pb-10 group-last:pb-0 *:min-w-0">
        <div className="grid gap-0.5 pt-0.5">
          <h2 id={id} className="text-lg font-semibold tracking-tight">
            {title}
          </h2>
          <div role="status" className="flex min-h-6 items-start gap-x-1.5 text-ink-2">
            {state !== "ahead" && (
              <span className="flex h-6 items-center">
                <StatusDot tone={state === "done" ? "live" : "wait"} pulse />
              </span>
            )}
            <span className="min-w-0 leading-6">{status}</span>
          </div>
        </div>
        {children}
      </div>
    </li>
  );
}
