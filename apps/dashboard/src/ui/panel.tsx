/** A framed part of a page, with its heading. */
import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

type Props = {
  readonly title?: string;
  readonly description?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** `flush` lets a table or a list touch the frame. */
  readonly flush?: boolean;
};

export function Panel({ title, description, action, children, footer, flush = false }: Props) {
  const id = useId();
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className="overflow-clip rounded-lg border border-line bg-surface shadow-small"
    >
      {title && (
        <header
          className={clsx(
            "flex flex-wrap justify-between gap-x-6 gap-y-3 px-5 max-sm:px-4",
            description ? "items-start" : "items-center",
            flush ? "border-b border-line py-4" : "pt-5",
          )}
        >
          <div className="grid min-w-0 gap-0.5">
            <h2 id={id} className="text-lg font-semibold tracking-tight">
              {title}
            </h2>
            {description && <p className="text-ink-2">{description}</p>}
          </div>
          {action}
        </header>
      )}
      <div className={flush ? undefined : "p-5 max-sm:p-4"}>{children}</div>
      {footer && (
        <footer className="border-t border-line bg-sunken px-5 py-3 text-sm text-ink-2 max-sm:px-4">
          {footer}
        </footer>
      )}
    </section>
  );
}
