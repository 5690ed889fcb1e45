/** A choice that lives in the URL: a row of links, of which one is the current. */
import { clsx } from "clsx";
import Link from "next/link";

export type FilterChoice = { readonly label: string; readonly href: string; readonly current: boolean };

export function FilterNav({
  label,
  choices,
}: {
  readonly label: string;
  readonly choices: readonly FilterChoice[];
}) {
  return (
    <nav aria-label={label}>
      <ul className="flex w-fit max-w-full gap-1 overflow-x-auto rounded-md bg-ink/5 p-1">
        {choices.map((choice) => (
          <li key={choice.href}>
            <Link
              href={choice.href}
              aria-current={choice.current ? "true" : undefined}
              className={clsx(
                "flex h-7 items-center rounded-sm px-3 text-sm font-medium whitespace-nowrap transition-colors",
                choice.current
                  ? "bg-surface text-ink shadow-small dark:bg-raised"
                  : "text-ink-2 hover:text-ink focus-visible:-outline-offset-2",
              )}
            >
              {choice.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
