/** Starts the Postgres of a test run. */
import type { TestProject } from "vitest/node";
import { startTestServer } from "../src/test-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide("postgresUrl", server.url);
  return server.stop;
}
