/** The top of a page: its name, one sentence, and what one can do. */
import type { ReactNode } from "react";

type Props = { readonly title: ReactNode; readonly description?: ReactNode; readonly action?: ReactNode };

export function PageHeader({ title, description, action }: Props) {
  return (
    <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
      <div className="grid max-w-2xl min-w-0 gap-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        {description && <p className="text-ink-2">{description}</p>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </header>
  );
}
