/** The frame of pages for people who are not signed in yet: one form, and a picture beside it where there is room. */
import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

type Props = {
  readonly title: string;
  readonly description: ReactNode;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly picture: ReactNode;
};

export function AuthFrame({ title, description, children, footer, picture }: Props) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-2">
      <main className="mx-auto flex w-full max-w-sm flex-col justify-center gap-8 py-12 max-sm:justify-start max-sm:px-4">
        <Link href="/" className="w-fit rounded-sm">
          <Logo />
        </Link>
        <div className="grid gap-1.5">
          <h1 className="text-2xl font-semibold">{title}</h1>
          <p className="text-ink-2">{description}</p>
        </div>
        {children}
        <p className="border-t border-line pt-5 text-ink-2">{footer}</p>
      </main>
      <aside
        aria-label="What it does"
        className="grid place-items-center border-l border-line bg-sunken p-10 max-lg:hidden"
      >
        {picture}
      </aside>
    </div>
  );
}
