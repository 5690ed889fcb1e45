/** The app's live state in the browser: server-sent events, taken up again by the browser when the line breaks. */
import { useEffect, useState } from "react";
import type { AppLive, ConnectProgress } from "./get-connect-progress.ts";

/** The stream ends now and then by design and comes back within a second or two: that is not worth a word. */
const SILENT_FOR_MS = 5000;

type Live = { readonly progress: ConnectProgress; readonly interrupted: boolean };

export function useAppLive(appId: string, initial: ConnectProgress): Live {
  const [progress, setProgress] = useState(initial);
  const [interrupted, setInterrupted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(`/api/apps/${appId}/live`);
    source.onopen = () => {
      clearTimeout(timer);
      timer = undefined;
      setInterrupted(false);
    };
    source.onerror = () => {
      timer ??= setTimeout(() => setInterrupted(true), SILENT_FOR_MS);
    };
    source.onmessage = (message) => {
      const live: AppLive = JSON.parse(message.data);
      setProgress(live.progress);
    };
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [appId]);
  return { progress, interrupted };
}
