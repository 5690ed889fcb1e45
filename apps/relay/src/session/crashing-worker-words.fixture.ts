/** What a test says to the crashing Worker. */

/** Under any link of a session: its object dies at once, with all that it holds in memory. */
export const CRASH_PATH = "/crash-of-a-test";
/** On a request: after how many milliseconds its agent hangs up. */
export const HANG_UP_HEADER = "x-test-hang-up-after-ms";
/** Takes a list of visits, makes them all, and answers how many got which status. */
export const MANY_PATH = "/many-visits-of-a-test";
export type Visit = { readonly path: string; readonly method: string; readonly userAgent: string };
