/** A link of a navigation that knows whether its page is open. */
"use client";
import { clsx } from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type Props = { readonly href: string; readonly icon?: ReactNode; readonly children: ReactNode };

export function NavLink({ href, icon, children }: Props) {
  const current = usePathname() === href;
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "flex min-h-8 items-center gap-2.5 rounded-sm px-2.5 py-1 font-medium transition-colors max-lg:min-h-10 max-lg:text-lg",
        "[&_svg]:size-4 [&_svg]:shrink-0",
        current
          ? "bg-ink/7 text-ink [&_svg]:text-ink"
          : "text-ink-2 hover:bg-ink/4 hover:text-ink [&_svg]:text-ink-3",
      )}
    >
      {icon}
      {children}
    </Link>
  );
}
