/** One call in full, beside the list. Which one stands in the address; the arrow keys go up and down the list. */
"use client";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import type { KeyboardEvent, ReactNode } from "react";
import { buttonClass } from "../../ui/button.tsx";
import { closeModalOf, Modal } from "../../ui/modal.tsx";
import { CallDetails } from "./call-details.tsx";
import type { CallSummary } from "./list-calls.ts";

type Props = {
  readonly appId: string;
  readonly calls: readonly CallSummary[];
  /** The call that the address named when the page was made, which need not be on it. */
  readonly linked: CallSummary | null;
};

export function CallDrawer({ appId, calls, linked }: Props) {
  const id = useSearchParams().get("call");
  const index = calls.findIndex((call) => call.id === id);
  const shown = calls[index] ?? (linked?.id === id ? linked : null);
  if (shown === null) return null;
  const [newer, older] = index < 0 ? [] : [calls[index - 1], calls[index + 1]];
  const walk = (step: -1 | 1) => {
    const at = calls.findIndex((call) => call.id === addressedCall());
    const next = at < 0 ? undefined : calls[at + step];
    if (next !== undefined) replaceCall(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    walk(event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <Modal
      aria-label={`Call of ${shown.tool}`}
      onClose={() => close(addressedCall() ?? shown.id)}
      onKeyDown={onKeyDown}
      className="modal m-0 ml-auto h-dvh max-h-none w-[min(29rem,100vw)] max-w-none flex-col overflow-y-auto border-l border-line bg-raised text-ink shadow-large open:flex"
    >
      <div className="sticky top-0 z-10 flex items-center gap-1 border-b border-line bg-raised py-3 pr-3 pl-5">
        <h2 className="min-w-0 flex-1 truncate text-lg font-semibold tracking-tight">Call of {shown.tool}</h2>
        <IconButton label="Newer call" disabled={newer === undefined} onClick={() => walk(-1)}>
          <ArrowUp aria-hidden="true" />
        </IconButton>
        <IconButton label="Older call" disabled={older === undefined} onClick={() => walk(1)}>
          <ArrowDown aria-hidden="true" />
        </IconButton>
        <IconButton label="Close" onClick={closeModalOf}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <CallDetails appId={appId} call={shown} />
    </Modal>
  );
}

type ButtonProps = {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: (button: Element) => void;
  readonly children: ReactNode;
};

function IconButton({ label, disabled = false, onClick, children }: ButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      // Not `disabled`: the button would lose the focus at the end of the list.
      aria-disabled={disabled}
      onClick={(event) => onClick(event.currentTarget)}
      className={buttonClass({ tone: "quiet", size: "small" }, "size-8! px-0!")}
    >
      {children}
    </button>
  );
}

/** When keys come quickly, the address is ahead of what is drawn: each step starts from there. */
const addressedCall = (): string | null => new URL(window.location.href).searchParams.get("call");

/** Back to the row of what was shown last: whoever came by an address had no place before, or walked on from it. */
function close(id: string): void {
  replaceCall(null);
  document.querySelector<HTMLElement>(`[data-call="${CSS.escape(id)}"]`)?.focus();
}

/** Going through a list leaves one step in the history, not one for each call. */
function replaceCall(id: string | null): void {
  const url = new URL(window.location.href);
  if (id === null) url.searchParams.delete("call");
  else url.searchParams.set("call", id);
  window.history.replaceState(null, "", url);
}
