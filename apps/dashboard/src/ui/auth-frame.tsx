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
      {/* From above and not centred: text that gets its font later must not move the form. */}
      <main className="mx-auto flex w-full max-w-sm flex-col gap-8 pt-[clamp(3rem,17vh,10rem)] pb-12 max-sm:px-4 max-sm:pt-12">
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
