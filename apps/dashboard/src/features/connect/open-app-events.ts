/** The live route as the browser hears it: open while the page is seen, closed while it is not. */
import type { AppLive } from "./get-connect-progress.ts";

/** The stream ends now and then by design and comes back within a second or two: that is not worth a word. */
const SILENT_FOR_MS = 5000;

type Listener = {
  readonly onLive: (live: AppLive) => void;
  readonly onInterrupted?: (interrupted: boolean) => void;
};

/** Returns what stops it. A browser has few connections to one host, so a hidden tab must not hold one. */
export function openAppEvents(appId: string, { onLive, onInterrupted }: Listener): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const calm = () => {
    clearTimeout(timer);
    timer = undefined;
    onInterrupted?.(false);
  };
  const close = () => {
    source?.close();
    source = null;
    calm();
  };
  const open = () => {
    source = new EventSource(`/api/apps/${appId}/live`);
    source.onopen = calm;
    source.onerror = () => {
      timer ??= setTimeout(() => onInterrupted?.(true), SILENT_FOR_MS);
    };
    source.onmessage = (message) => onLive(JSON.parse(message.data));
  };
  const follow = () => {
    if (document.visibilityState === "hidden") close();
    else if (source === null) open();
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}
