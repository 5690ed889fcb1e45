/** A few links of a navigation that belong together. */
import { type ReactNode, useId } from "react";

type Props = { readonly title?: string; readonly children: ReactNode };

export function NavGroup({ title, children }: Props) {
  const id = useId();
  return (
    <div className="grid gap-0.5">
      {title && (
        <h2 id={id} className="px-2.5 pb-1 text-xs font-medium text-ink-3">
          {title}
        </h2>
      )}
      <ul aria-labelledby={title ? id : undefined} className="grid gap-0.5 *:grid">
        {children}
      </ul>
    </div>
  );
}
