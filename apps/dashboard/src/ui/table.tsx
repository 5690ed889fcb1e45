/** A table in proper markup: named by its caption, headed per column, scrolling in its own frame when the screen is narrow. */
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

type Props = { readonly caption: string; readonly head: ReactNode; readonly children: ReactNode };

export function Table({ caption, head, children }: Props) {
  return (
    // A scrolling region must be reachable by keyboard.
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="overflow-x-auto focus-visible:-outline-offset-2"
    >
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line bg-sunken">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

type CellProps = { readonly numeric?: boolean };

export function HeadCell({ numeric = false, className, ...rest }: CellProps & ComponentProps<"th">) {
  return (
    <th
      scope="col"
      className={clsx(
        "h-9 px-3 text-xs font-medium whitespace-nowrap text-ink-3 first:pl-5 last:pr-5",
        "max-sm:first:pl-4 max-sm:last:pr-4",
        numeric && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

type SortProps = {
  /** The page in another order: by this column, or, where it is the one already, turned round. */
  readonly href: string;
  /** `null`: the rows are in the order of another column. */
  readonly direction: "ascending" | "descending" | null;
};

/** The head of a column that the rows can be sorted by. */
export function SortHeadCell({
  href,
  direction,
  children,
  ...rest
}: SortProps & ComponentProps<typeof HeadCell>) {
  const Arrow = direction === null ? ChevronsUpDown : direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <HeadCell aria-sort={direction ?? undefined} {...rest}>
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        className={clsx(
          "group -mx-1.5 inline-flex h-9 items-center gap-1 rounded-sm px-1.5 transition-colors hover:text-ink focus-visible:-outline-offset-2",
          rest.numeric === true && "flex-row-reverse",
          direction !== null && "text-ink",
        )}
      >
        {children}
        <Arrow
          aria-hidden="true"
          className={clsx("size-3 shrink-0", direction === null && "opacity-60 group-hover:opacity-100")}
        />
      </Link>
    </HeadCell>
  );
}

export function Row({ className, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      className={clsx("border-b border-line transition-colors last:border-0 hover:bg-sunken/60", className)}
      {...rest}
    />
  );
}

const cell = "px-3 py-2.5 align-middle first:pl-5 last:pr-5 max-sm:first:pl-4 max-sm:last:pr-4";

export function Cell({ numeric = false, className, ...rest }: CellProps & ComponentProps<"td">) {
  return <td className={clsx(cell, numeric && "text-right tabular-nums", className)} {...rest} />;
}

/** The cell that names its row. */
export function RowHeader({ className, ...rest }: ComponentProps<"th">) {
  return <th scope="row" className={clsx(cell, "font-normal outline-none", className)} {...rest} />;
}
