/** Buttons, and links that look like them: one primary per view, the rest secondary or quiet. */
import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

type Look = {
  readonly tone?: "primary" | "secondary" | "quiet" | "danger";
  readonly size?: "small" | "medium" | "large";
};

const tones = {
  primary: "bg-ink text-canvas border-transparent hover:bg-ink/85",
  secondary: "bg-surface text-ink border-line shadow-small hover:border-line-strong/60 hover:bg-sunken",
  quiet: "bg-transparent text-ink-2 border-transparent hover:bg-ink/6 hover:text-ink",
  danger: "bg-stop-fill text-white border-transparent hover:bg-stop-fill/85",
};
const sizes = {
  small: "h-8 px-2.5 text-sm gap-1.5 rounded-sm",
  medium: "h-9 px-3.5 text-base gap-2 rounded-md",
  large: "h-11 px-5 text-lg gap-2 rounded-md",
};

export function buttonClass({ tone = "secondary", size = "medium" }: Look, className?: string): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center border font-medium whitespace-nowrap select-none",
    "transition-colors duration-150 aria-disabled:opacity-50 disabled:opacity-50",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    tones[tone],
    sizes[size],
    className,
  );
}

export function Button({ tone, size, className, type = "button", ...rest }: Look & ComponentProps<"button">) {
  return <button type={type} className={buttonClass(look(tone, size), className)} {...rest} />;
}

export function ButtonLink({ tone, size, className, ...rest }: Look & ComponentProps<typeof Link>) {
  return <Link className={buttonClass(look(tone, size), className)} {...rest} />;
}

const look = (tone: Look["tone"], size: Look["size"]): Look => ({
  ...(tone && { tone }),
  ...(size && { size }),
});
