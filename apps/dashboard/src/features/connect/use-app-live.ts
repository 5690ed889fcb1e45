/** The app's live state in the browser, and the rest of the page kept in step with it. */
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ConnectProgress } from "./get-connect-progress.ts";
import { openAppEvents } from "./open-app-events.ts";

type Live = { readonly progress: ConnectProgress; readonly interrupted: boolean };

export function useAppLive(appId: string, initial: ConnectProgress): Live {
  const router = useRouter();
  const [progress, setProgress] = useState(initial);
  const [interrupted, setInterrupted] = useState(false);
  useEffect(() => {
    let seen: string | null = null;
    return openAppEvents(appId, {
      onInterrupted: setInterrupted,
      onLive: (live) => {
        setProgress(live.progress);
        if (seen !== null && seen !== live.revision) router.refresh();
        seen = live.revision;
      },
    });
  }, [appId, router]);
  return { progress, interrupted };
}
