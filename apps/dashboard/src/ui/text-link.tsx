/** A link inside a sentence. */
import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={clsx(
        "rounded-sm font-medium text-ink underline decoration-line-strong/70 underline-offset-4 hover:decoration-ink",
        className,
      )}
      {...rest}
    />
  );
}
