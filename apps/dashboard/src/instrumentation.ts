/** Runs once when the server starts, never during a build; and for each page or route that fails. */
import type { Instrumentation } from "next";

export async function register(): Promise<void> {
  // Next compiles this file for other runtimes too, and leaves the branch out there.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const [{ startBackground }, { timeRequests }] = await Promise.all([
      import("./background.ts"),
      import("./metrics/time-requests.ts"),
    ]);
    timeRequests();
    startBackground();
  }
}

/** The code that a person is shown on a failed page finds its line by `digest`. No query: it may hold a secret. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  { method, path },
  { routePath },
) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("./log.ts");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  log.error({ err: error, digest, method, path: path.split("?")[0], routePath }, "page failed");
};
