/** What the page around the connection can tell: it is seen again, the network is back, a policy blocks the relay. */

/** Calls `nudge` when a lost connection is worth a look at once. Does nothing outside a browser. */
export function watchPage(nudge: () => void): () => void {
  if (typeof document === "undefined") return () => undefined;
  const whenVisible = (): void => {
    if (document.visibilityState === "visible") nudge();
  };
  addEventListener("online", nudge);
  addEventListener("pageshow", nudge);
  document.addEventListener("visibilitychange", whenVisible);
  return () => {
    removeEventListener("online", nudge);
    removeEventListener("pageshow", nudge);
    document.removeEventListener("visibilitychange", whenVisible);
  };
}

/** Calls `blocked` when the page's content security policy forbids a connection to `origin` (`ws:` or `wss:`). */
export function watchPolicy(origin: string, blocked: () => void): () => void {
  if (typeof document === "undefined") return () => undefined;
  const onViolation = ({
    effectiveDirective,
    disposition,
    blockedURI,
  }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === "connect-src" && disposition === "enforce" && blockedURI.startsWith(origin))
      blocked();
  };
  document.addEventListener("securitypolicyviolation", onViolation);
  return () => document.removeEventListener("securitypolicyviolation", onViolation);
}
