/** The doctor on the same links: what it foretells is what the chats found, and it names whatever stands in the way. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { addressesIn } from "@agent-socket/doctor";
import * as v from "valibot";
import type { Easel } from "./studio.ts";
import type { Row } from "./table.ts";

const CLI = join(import.meta.dirname, "../../packages/doctor/src/cli.ts");

const Report = v.object({
  findings: v.array(v.object({ level: v.picklist(["fault", "note"]), text: v.string() })),
  tools: v.array(
    v.object({ tool: v.string(), chats: v.record(v.string(), v.object({ reach: v.string() })) }),
  ),
});
type Report = v.InferOutput<typeof Report>;

/** Where the doctor's kinds of chat have other names than the rows. */
const PROFILES: Readonly<Record<string, string>> = { mcp: "mcp-2025" };
/** What an app answers is known only after a call, and the doctor makes none. */
const KNOWN_BY_CALLING = new Set(["canvas.png"]);

export async function visitByDoctor(easel: Easel, rows: readonly Row[]): Promise<void> {
  const [link] = addressesIn(easel.message);
  assert.ok(link !== undefined);
  const before = await easel.canvas();
  const healthy = await doctor(link, 0);
  assert.deepEqual(faultsOf(healthy), []);
  for (const { tool, chats } of healthy.tools)
    for (const [kind, { reach }] of Object.entries(chats)) {
      const row = rows.find(({ profile }) => profile === (PROFILES[kind] ?? kind));
      const found = row?.ledger.entries.find((entry) => entry.tool === tool);
      if (!KNOWN_BY_CALLING.has(tool)) assert.equal(reach, found?.reach, `${tool}, ${kind}`);
    }
  assert.deepEqual(await easel.canvas(), before);

  const tried = await doctor(link, 0, "--call", "canvas.png");
  assert.ok(tried.findings.some(({ text }) => text.includes("image/png")));
  await behindBadDoor(link);
}

/** Something before the relay that keeps some visitors out, and spoils what it lets through. */
async function behindBadDoor(link: string): Promise<void> {
  const { pathname, origin } = new URL(link);
  const server = createServer((request, response) => {
    const agent = request.headers["user-agent"] ?? "";
    if (/ChatGPT/.test(agent)) return void response.writeHead(403).end("blocked");
    if (/Perplexity/.test(agent))
      return void response.writeHead(200, { "content-type": "text/html" }).end("<html>Are you human?</html>");
    if (request.url === "/robots.txt") return void response.end("User-agent: Claude-User\nDisallow: /");
    void fetch(origin + (request.url ?? ""), { headers: { "user-agent": agent } }).then(async (answer) => {
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
      response.end(new Uint8Array(await answer.arrayBuffer()));
    });
  });
  const faults = await faultsBehind(server, pathname);
  const told = [
    /^Claude-User cannot read the link: robots\.txt/,
    /^ChatGPT-User gets 403/,
    /^Perplexity-User gets a web page/,
    /^The header cache-control is missing/,
    /prints links to another address/,
  ];
  for (const pattern of told)
    assert.ok(
      faults.some((text) => pattern.test(text)),
      `${pattern} in ${faults}`,
    );
}

async function faultsBehind(server: Server, pathname: string): Promise<readonly string[]> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    return faultsOf(await doctor(`http://127.0.0.1:${address.port}${pathname}`, 1));
  } finally {
    server.close();
  }
}

async function doctor(link: string, status: number, ...words: string[]): Promise<Report> {
  const args = [CLI, "doctor", link, "--json", ...words];
  const outcome = await new Promise<{ code: unknown; said: string; failed: string }>((resolve) =>
    execFile(process.execPath, args, (error, said, failed) =>
      resolve({ code: error?.code ?? 0, said, failed }),
    ),
  );
  assert.equal(outcome.code, status, outcome.said + outcome.failed);
  assert.ok(!outcome.said.includes(new URL(link).pathname), "The report holds the link's token.");
  return v.parse(v.pipe(v.string(), v.parseJson(), Report), outcome.said);
}

const faultsOf = ({ findings }: Report): readonly string[] =>
  findings.filter(({ level }) => level === "fault").map(({ text }) => text);
