/** A secret that is shown this one time, with the button that copies it. */
"use client";
import { CopyButton } from "./copy-button.tsx";

type Props = { readonly label: string; readonly value: string; readonly copyLabel: string };

export function ShownOnce({ label, value, copyLabel }: Props) {
  return (
    <div className="flex items-center gap-2 rounded-md border border-line bg-surface py-1.5 pr-1.5 pl-3">
      <input
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.target.select()}
        className="min-w-0 flex-1 truncate bg-transparent font-mono text-sm text-ink"
      />
      <CopyButton text={value} label={copyLabel} tone="primary">
        Copy
      </CopyButton>
    </div>
  );
}
