/**
 * Runs something as soon as the page asks no question, at once if it asks none. For what renders the page again: it must not
 * change under a question, and what the answer starts would have to wait for it, as Next runs one after the other.
 * Returns what takes it back.
 */
export function whenUnasked(run: () => void): () => void {
  const takeBack = () => document.removeEventListener("close", tryNow, true);
  function tryNow(): void {
    if (document.querySelector("dialog[data-question][open]") !== null) return;
    takeBack();
    run();
  }
  // `close` does not bubble. It comes after the click that closed the dialog has started what it starts.
  document.addEventListener("close", tryNow, true);
  tryNow();
  return takeBack;
}
