/** A framed part of a page, with its heading. */
import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = {
  readonly title?: string;
  readonly description?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  /** `flush` lets a table or a list touch the frame. */
  readonly flush?: boolean;
};

export function Panel({ title, description, action, children, flush = false }: Props) {
  return (
    <div className="overflow-clip rounded-lg border border-line bg-surface shadow-small">
      {title && (
        <header
          className={clsx(
            "flex flex-wrap justify-between gap-x-6 gap-y-3 px-5 max-sm:px-4",
            description ? "items-start" : "items-center",
            flush ? "border-b border-line py-4" : "pt-5",
          )}
        >
          <div className="grid min-w-0 gap-0.5">
            <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
            {description && <p className="text-ink-2">{description}</p>}
          </div>
          {action}
        </header>
      )}
      <div className={flush ? undefined : "p-5 max-sm:p-4"}>{children}</div>
    </div>
  );
}
