/** A whole page that says one thing: not found, or something went wrong. */
import type { ReactNode } from "react";
import { LogoMark } from "./logo.tsx";

type Props = { readonly title: string; readonly children: ReactNode; readonly action: ReactNode };

export function MessagePage({ title, children, action }: Props) {
  return (
    <main className="mx-auto grid min-h-[70dvh] max-w-lg content-center justify-items-start gap-5 px-6 py-16 max-sm:px-4">
      <LogoMark className="size-9" />
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold">{title}</h1>
        <div className="text-lg text-ink-2">{children}</div>
      </div>
      <div className="flex flex-wrap gap-2">{action}</div>
    </main>
  );
}
