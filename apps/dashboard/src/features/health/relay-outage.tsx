/**
 * Said on every page of an app while this dashboard cannot reach the relay: what that means, and what still works. From the
 * first page on, and on one that is open: the frame of an app's pages stays when another of them is shown, so it asks itself.
 */
"use client";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Notice } from "../../ui/notice.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import { whenUnasked } from "../../ui/when-unasked.ts";

const ASK_EVERY_MS = 10_000;

/** `knownDown`: what was known when the page was made. */
export function RelayOutage({ knownDown }: { readonly knownDown: boolean }) {
  const isDown = useRelayDown(knownDown);
  return (
    // There before its words, so that they are announced.
    <div role="status">
      {isDown && (
        <div className="mb-6">
          <Notice tone="stop" title="This dashboard cannot reach the relay">
            Your apps and their links may still work. What you change and revoke here is kept, and sent as
            soon as the relay answers. Ending a session and the playground need it now, and calls show up here
            late. <TextLink href="/status">See the status</TextLink>
          </Notice>
        </div>
      )}
    </div>
  );
}

function useRelayDown(knownDown: boolean): boolean {
  const [isDown, setDown] = useState(knownDown);
  const router = useRouter();
  const path = usePathname();
  const asked = useRef(path);
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const found = await askDown();
      if (found === null) return;
      setDown(found);
      // What the outage kept back may be there now.
      if (isDown && !found) whenUnasked(() => router.refresh());
    };
    if (asked.current !== path) {
      asked.current = path;
      void ask();
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void ask();
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [router, path, isDown]);
  return isDown;
}

/** `null`: the dashboard did not say. */
async function askDown(): Promise<boolean | null> {
  const response = await fetch("/api/status/relay").catch(() => null);
  if (response === null || !response.ok) return null;
  const found: unknown = await response.json();
  return found instanceof Object && "down" in found && found.down === true;
}
