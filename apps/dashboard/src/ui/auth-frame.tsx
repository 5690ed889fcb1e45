/** The frame of pages for people who are not signed in yet: one form, nothing else to look at. */
import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

type Props = {
  readonly title: string;
  readonly description: ReactNode;
  readonly children: ReactNode;
  readonly footer: ReactNode;
};

export function AuthFrame({ title, description, children, footer }: Props) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-8 px-6 py-12 max-sm:justify-start max-sm:px-4">
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
  );
}
