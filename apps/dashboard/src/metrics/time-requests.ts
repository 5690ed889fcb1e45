/** Measures every request that this process answers, whatever part of Next answers it. */
import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { metrics } from "./metrics.ts";

const startedAt = new WeakMap<object, number>();

/** Node tells of each request and answer by these channels; what they carry is Node's own and documented. */
export function timeRequests(): void {
  subscribe("http.server.request.start", (message) => {
    if (isExchange(message)) startedAt.set(message.request, performance.now());
  });
  subscribe("http.server.response.finish", (message) => {
    if (!isExchange(message)) return;
    const { request, response } = message;
    const begun = startedAt.get(request);
    if (begun === undefined) return;
    const labels = {
      kind: kindOf(request.url ?? "/"),
      method: METHODS.has(request.method ?? "") ? (request.method ?? "") : "other",
      status: `${Math.floor(response.statusCode / 100)}xx`,
    };
    metrics().requestSeconds.observe(labels, (performance.now() - begun) / 1000);
  });
}

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

const isExchange = (message: unknown): message is Exchange =>
  message instanceof Object && "request" in message && "response" in message;

/** A client chooses method and path: neither may make a new line for each of its ideas. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function kindOf(path: string): "relay" | "api" | "asset" | "page" {
  if (path.startsWith("/api/relay/")) return "relay";
  if (path.startsWith("/api/")) return "api";
  return path.startsWith("/_next/") ? "asset" : "page";
}
