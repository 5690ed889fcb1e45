/** The frame of every signed-in page: a bar on top, a place for navigation, and the page itself. */
import { clsx } from "clsx";
import type { ReactNode } from "react";

type ShellProps = {
  readonly bar: ReactNode;
  readonly children: ReactNode;
  /** For pages without navigation beside them: the bar is as wide as the page. */
  readonly narrow?: boolean;
};

export function Shell({ bar, children, narrow = false }: ShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-ink font-medium text-canvas focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:px-4 focus:py-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-canvas/90 backdrop-blur-sm">
        <div
          className={clsx(
            "mx-auto flex h-14 items-center gap-2 px-6 max-sm:px-4",
            narrow ? "max-w-5xl" : "max-w-[84rem]",
          )}
        >
          {bar}
        </div>
      </header>
      {children}
    </div>
  );
}

/** A page without navigation beside it. */
export function Page({ children }: { readonly children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto w-full max-w-5xl px-6 py-10 outline-none max-sm:px-4 max-sm:py-6"
    >
      {children}
    </main>
  );
}

/** A page with navigation beside it, where there is room. */
export function PageWithNav({ nav, children }: { readonly nav: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-[84rem] flex-1 lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <div className="sticky top-14 hidden h-[calc(100dvh-3.5rem)] overflow-y-auto border-r border-line px-4 py-6 lg:block">
        {nav}
      </div>
      <main
        id="main"
        tabIndex={-1}
        className="w-full min-w-0 px-10 py-8 pb-20 outline-none max-lg:px-6 max-sm:px-4 max-sm:py-6"
      >
        {children}
      </main>
    </div>
  );
}
