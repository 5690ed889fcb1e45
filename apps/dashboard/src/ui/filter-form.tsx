/**
 * Narrows a list. A plain form: what is chosen becomes the address. Give it a key that is made of what is chosen, so that the
 * fields follow the address.
 */
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button.tsx";

type Props = {
  readonly path: string;
  /** What is narrowed, such as "Filter the calls". */
  readonly label: string;
  /** The list without a filter; `null` when it has none. */
  readonly clearHref: string | null;
  /** The columns of the fields, the last of which holds the buttons. */
  readonly className: string;
  readonly children: ReactNode;
};

export function FilterForm({ path, label, clearHref, className, children }: Props) {
  return (
    <form action={path} role="search" aria-label={label} className={`mb-4 grid items-end gap-3 ${className}`}>
      {children}
      <div className="flex h-10 items-center gap-2">
        <Button type="submit">Filter</Button>
        {clearHref !== null && (
          <ButtonLink href={clearHref} tone="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
