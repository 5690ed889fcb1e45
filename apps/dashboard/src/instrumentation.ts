/** Runs once when the server starts, never during a build. */

export async function register(): Promise<void> {
  // Next compiles this file for other runtimes too, and leaves the branch out there.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startBackground } = await import("./background.ts");
    startBackground();
  }
}
