/** How Next builds and serves the dashboard. */
import type { NextConfig } from "next";
import { join } from "node:path";

const repository = join(import.meta.dirname, "../..");

/** Of every answer, pages and routes alike; the content security policy is the proxy's, for it needs a nonce. */
const headers = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=()" },
];

const config: NextConfig = {
  // A server that runs from a copy of the build names it here.
  distDir: process.env["NEXT_DIST_DIR"] ?? ".next",
  // What a container holds is made for it alone: the server beside everything that it loads.
  ...(process.env["NEXT_OUTPUT"] === "standalone" ? { output: "standalone" as const } : {}),
  transpilePackages: ["@agent-socket/db", "@agent-socket/protocol"],
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "prom-client"],
  outputFileTracingRoot: repository,
  // The documents are read while the server runs.
  outputFileTracingIncludes: { "/docs/**": ["../../docs/**/*.md"] },
  turbopack: { root: repository },
  poweredByHeader: false,
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers },
      // The file for script tags is there for the pages of other sites.
      { source: "/sdk/:file", headers: [{ key: "cross-origin-resource-policy", value: "cross-origin" }] },
    ]),
};
export default config;
