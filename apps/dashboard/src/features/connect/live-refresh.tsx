/** Keeps a page true: reads it again from the server when something of its app changed. Shows nothing. */
"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { AppLive } from "./get-connect-progress.ts";

export function LiveRefresh({ appId }: { readonly appId: string }) {
  const router = useRouter();
  const seen = useRef<string | null>(null);
  useEffect(() => {
    const source = new EventSource(`/api/apps/${appId}/live`);
    source.onmessage = (message) => {
      const { revision }: AppLive = JSON.parse(message.data);
      if (seen.current !== null && seen.current !== revision) router.refresh();
      seen.current = revision;
    };
    return () => source.close();
  }, [appId, router]);
  return null;
}
