/** Calls back once when this process should end: Ctrl-C, a signal, or its parent gone. */

const PARENT_CHECK_MS = 500;
const ECHO_MS = 1000;

/** @param {(why: string) => void} callback */
export function onStopSignal(callback) {
  let toldAt = 0;
  /** @param {string} why */
  const tell = (why) => {
    // Whoever asks again does not want to wait; the guard ends what is left. One Ctrl-C can arrive twice, through npm.
    if (toldAt > 0 && Date.now() - toldAt > ECHO_MS) process.exit(130);
    if (toldAt > 0) return;
    toldAt = Date.now();
    callback(why);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => tell(signal));
  // The shell between npm and us dies of a signal without passing it on.
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell("its parent ended");
  }, PARENT_CHECK_MS);
  timer.unref();
}
