/** Keeps a page true: reads it again from the server when something of its app changed. Shows nothing. */
"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { openAppEvents } from "./open-app-events.ts";

export function LiveRefresh({ appId }: { readonly appId: string }) {
  const router = useRouter();
  useEffect(() => {
    let seen: string | null = null;
    return openAppEvents(appId, {
      onLive: ({ revision }) => {
        // Also after the first message: something may have changed since the page was made.
        if (seen !== revision) router.refresh();
        seen = revision;
      },
    });
  }, [appId, router]);
  return null;
}
