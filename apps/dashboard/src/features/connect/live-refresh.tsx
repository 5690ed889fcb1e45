/** Keeps a page true: reads it again from the server when something of its app changed. Shows nothing. */
"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { whenUnasked } from "../../ui/when-unasked.ts";
import { openAppEvents } from "./open-app-events.ts";

export function LiveRefresh({ appId }: { readonly appId: string }) {
  const router = useRouter();
  useEffect(() => {
    let seen: string | null = null;
    let takeBack = () => {};
    const close = openAppEvents(appId, {
      onLive: ({ revision }) => {
        if (seen === revision) return;
        // Also after the first message: something may have changed since the page was made.
        seen = revision;
        takeBack();
        takeBack = whenUnasked(() => router.refresh());
      },
    });
    return () => {
      takeBack();
      close();
    };
  }, [appId, router]);
  return null;
}
