/** The way between relay and dashboard, in one direction: an HTTP proxy that repeats, delays and loses, by chance. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { freePort } from "../../scripts/stack/port.mjs";
import type { Random } from "./random.ts";

/** Each as a share of the requests. */
export type Faults = {
  readonly repeated: number;
  readonly delayed: number;
  /** The request never arrives. */
  readonly lost: number;
  /** The request arrives and is answered, and the answer never does. */
  readonly unanswered: number;
  readonly longestDelayMs: number;
};

export type Tally = {
  passed: number;
  repeated: number;
  delayed: number;
  lost: number;
  unanswered: number;
  refused: number;
};
type Reply = { readonly status: number; readonly body: string };

export class FaultyWay {
  readonly url: string;
  /** `null`: everything passes as it is. */
  faults: Faults | null = null;
  readonly tally: Tally = { passed: 0, repeated: 0, delayed: 0, lost: 0, unanswered: 0, refused: 0 };
  readonly #server: Server;
  readonly #random: Random;
  #target = "";

  private constructor(url: string, random: Random) {
    this.url = url;
    this.#random = random;
    this.#server = createServer((request, response) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  static async open(random: Random): Promise<FaultyWay> {
    const port = await freePort();
    const way = new FaultyWay(`http://127.0.0.1:${port}`, random);
    await new Promise<void>((resolve) => way.#server.listen(port, "127.0.0.1", resolve));
    return way;
  }

  leadsTo(target: string): void {
    this.#target = target;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const { faults } = this;
    const happens = (kind: "repeated" | "delayed" | "lost" | "unanswered"): boolean => {
      const does = faults !== null && this.#random() < faults[kind];
      if (does) this.tally[kind] += 1;
      return does;
    };
    if (happens("lost")) return void response.destroy();
    if (happens("delayed")) await sleep(this.#random() * (faults?.longestDelayMs ?? 0));
    const copies = happens("repeated") ? 2 : 1;
    const replies = await Promise.all(Array.from({ length: copies }, () => this.#forward(request, body)));
    if (happens("unanswered")) return void response.destroy();
    // Of two copies one is refused as a replay, whichever came second.
    const reply = replies.toSorted((a, b) => a.status - b.status)[0];
    if (reply === undefined) return void response.destroy();
    this.tally.passed += 1;
    if (reply.status === 401) this.tally.refused += 1;
    response.writeHead(reply.status, { "content-type": "application/json" }).end(reply.body);
  }

  async #forward(request: IncomingMessage, body: string): Promise<Reply> {
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && /^(content-type|webhook-)/.test(name) ? [[name, value]] : [],
    );
    const response = await fetch(this.#target + (request.url ?? ""), {
      method: request.method ?? "GET",
      headers,
      ...(body === "" ? {} : { body }),
    });
    return { status: response.status, body: await response.text() };
  }
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
