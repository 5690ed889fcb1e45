/** Opens a call beside the list: only the address changes, and with it what the drawer shows. */
"use client";
import type { MouseEvent, ReactNode } from "react";

type Props = { readonly callId: string; readonly href: string; readonly children: ReactNode };

export function CallLink({ callId, href, children }: Props) {
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.history.pushState(null, "", href);
  };
  return (
    <a
      href={href}
      onClick={open}
      data-call={callId}
      className="rounded-sm underline decoration-line-strong/70 underline-offset-4 hover:decoration-ink"
    >
      {children}
    </a>
  );
}
