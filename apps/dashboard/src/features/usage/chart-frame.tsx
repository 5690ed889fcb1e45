/** What every chart here has: a sentence that says what it shows, the picture, the same as a table and as CSV. */
import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Disclosure } from "../../ui/disclosure.tsx";
import { buttonClass } from "../../ui/button.tsx";

type Props = {
  readonly summary: ReactNode;
  readonly legend?: ReactNode;
  readonly table: ReactNode;
  readonly csvHref: string;
  /** What the file holds, such as "Calls by outcome". */
  readonly name: string;
  readonly children: ReactNode;
};

export function ChartFrame({ summary, legend, table, csvHref, name, children }: Props) {
  return (
    <figure className="grid min-w-0 gap-4">
      <figcaption className="text-ink-2">{summary}</figcaption>
      {legend}
      {children}
      <div className="relative">
        <Disclosure summary="View as table">
          <div className="max-h-96 overflow-y-auto rounded-md border border-line">{table}</div>
        </Disclosure>
        <a
          href={csvHref}
          download
          aria-label={`${name} as CSV`}
          className={buttonClass({ tone: "quiet", size: "small" }, "absolute! top-0 -right-2.5 text-ink-3!")}
        >
          <Download aria-hidden="true" />
          CSV
        </a>
      </div>
    </figure>
  );
}
