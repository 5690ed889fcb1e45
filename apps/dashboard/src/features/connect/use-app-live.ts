/** The app's live state in the browser: server-sent events, taken up again by the browser when the line breaks. */
import { useEffect, useState } from "react";
import type { AppLive, ConnectProgress } from "./get-connect-progress.ts";

type Live = { readonly progress: ConnectProgress; readonly interrupted: boolean };

export function useAppLive(appId: string, initial: ConnectProgress): Live {
  const [progress, setProgress] = useState(initial);
  const [interrupted, setInterrupted] = useState(false);
  useEffect(() => {
    const source = new EventSource(`/api/apps/${appId}/live`);
    source.onopen = () => setInterrupted(false);
    source.onerror = () => setInterrupted(true);
    source.onmessage = (message) => setProgress(readLive(message.data).progress);
    return () => source.close();
  }, [appId]);
  return { progress, interrupted };
}

/** Our own route wrote it, on our own origin. */
function readLive(data: string): AppLive {
  const live: AppLive = JSON.parse(data);
  return live;
}
