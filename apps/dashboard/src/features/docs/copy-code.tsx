/** Makes the copy buttons work that stand in rendered documents. */
"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { copyText } from "../../ui/copy-text.ts";

const SHOWN_FOR_MS = 2000;

export function CopyCode({ children }: { readonly children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const root = element.current;
    const copy = async (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
      if (button === null) return;
      const copied = await copyText(button.parentElement?.querySelector("pre")?.textContent ?? "");
      setSaid(copied ? "Copied." : "Copying failed. Select the text and copy it by hand.");
      button.textContent = copied ? "Copied" : "Failed";
      setTimeout(() => {
        button.textContent = "Copy";
        setSaid("");
      }, SHOWN_FOR_MS);
    };
    const onClick = (event: MouseEvent) => void copy(event);
    root?.addEventListener("click", onClick);
    return () => root?.removeEventListener("click", onClick);
  }, []);
  return (
    <div ref={element} className="min-w-0">
      {children}
      <span role="status" className="sr-only">
        {said}
      </span>
    </div>
  );
}
