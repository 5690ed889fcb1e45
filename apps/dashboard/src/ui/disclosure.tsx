/** Something that can wait, behind a line that opens it. */
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

export function Disclosure({
  summary,
  children,
}: {
  readonly summary: string;
  readonly children: ReactNode;
}) {
  return (
    <details className="group/disclosure min-w-0">
      <summary className="flex w-fit list-none items-center gap-1 rounded-sm py-1 font-medium text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 transition-transform group-open/disclosure:rotate-90"
        />
        {summary}
      </summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}
