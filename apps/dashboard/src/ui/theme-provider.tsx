/** Keeps the chosen theme: light, dark, or what the system says. The script it adds runs before the first paint. */
"use client";
import { ThemeProvider as Provider } from "next-themes";
import type { ReactNode } from "react";

type Props = { readonly nonce: string | undefined; readonly children: ReactNode };

export function ThemeProvider({ nonce, children }: Props) {
  return (
    <Provider attribute="class" defaultTheme="system" {...(nonce !== undefined && { nonce })}>
      {children}
    </Provider>
  );
}
