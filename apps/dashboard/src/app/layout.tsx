/** The document: fonts, theme, and one clock for all times on the page. */
import "../ui/theme.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { NONCE_HEADER } from "../security-headers.ts";
import { ClockProvider } from "../ui/clock.tsx";
import { ThemeProvider } from "../ui/theme-provider.tsx";

export const metadata: Metadata = {
  title: {
    default: "agent-socket: one link lets any AI chat use your web app",
    template: "%s · agent-socket",
  },
  description: "One link lets any AI chat use your web app.",
};
export const viewport: Viewport = { colorScheme: "light dark" };

/** Server components run once for a request. */
const requestTimeMs = (): number => Date.now();

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined;
  return (
    // The theme's script sets the class before React is there.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          <ClockProvider nowMs={requestTimeMs()}>{children}</ClockProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
