/** Calls back once when this process should end: Ctrl-C, a signal, or whoever started it gone. */
import { parentOf } from "./process-info.mjs";

const PARENT_CHECK_MS = 1000;
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
  // The shell between npm and us dies of a signal without passing it on, or stays when npm is killed.
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && Object.is(parentOf(parent), grandparent)) return;
    clearInterval(timer);
    tell("its parent ended");
  }, PARENT_CHECK_MS);
  timer.unref();
}
