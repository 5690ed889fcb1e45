/** Copies a text and says so, in place and to screen readers. */
"use client";
import { clsx } from "clsx";
import { Check, Copy, X } from "lucide-react";
import { useEffect, useState } from "react";
import { buttonClass } from "./button.tsx";
import { copyText } from "./copy-text.ts";

const SHOWN_FOR_MS = 2000;

type Props = {
  readonly text: string;
  /** The accessible name, such as "Copy app id". */
  readonly label: string;
  /** Visible words beside the icon; without them it is an icon alone. */
  readonly children?: string;
  readonly tone?: "primary" | "secondary" | "quiet";
  readonly className?: string;
};

export function CopyButton({ text, label, children, tone = "quiet", className }: Props) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    setOutcome((await copyText(text)) ? "copied" : "failed");
  };
  const Icon = outcome === "copied" ? Check : outcome === "failed" ? X : Copy;
  return (
    <>
      <button
        type="button"
        // Whoever speaks to the page says the words that it shows.
        aria-label={children && outcome === "copied" ? `Copied: ${label}` : label}
        title={label}
        onClick={() => void copy()}
        className={clsx(
          buttonClass(
            { tone, size: "small" },
            children ? className : clsx("size-7! px-0! text-ink-3!", className),
          ),
        )}
      >
        <Icon aria-hidden="true" className={clsx(outcome === "copied" && "text-live")} />
        {children && <span>{outcome === "copied" ? "Copied" : children}</span>}
      </button>
      <span role="status" className="sr-only">
        {outcome === "copied" && "Copied."}
        {outcome === "failed" && "Copying failed. Select the text and copy it by hand."}
      </span>
    </>
  );
}
