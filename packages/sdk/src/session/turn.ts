/** Which page of several that share a session is connected. */
export type Turn = {
  /**
   * Fulfilled when it is this page's turn. `waits` is called before that where another page has it, `lost` when
   * another one takes it from this page.
   */
  wait(tell: { readonly waits: () => void; readonly lost: () => void }): Promise<void>;
  /** Takes it from whichever page has it. */
  take(): void;
};
