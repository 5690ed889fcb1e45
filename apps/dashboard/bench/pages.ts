/** The pages over the big workspace, asked for over HTTP as a browser would, one after the other. */
import type { Seeded } from "./seed.ts";
import { type Spread, spreadOf } from "./statistics.ts";

export type PageTime = { readonly name: string; readonly path: string } & Spread;

const WARM_UP = 2;
const ROUNDS = 15;

export type Visitor = { readonly dashboardUrl: string; readonly cookie: string };

export async function timePages(visitor: Visitor, seeded: Seeded): Promise<readonly PageTime[]> {
  const deep = await deepCursor(visitor, seeded.appId);
  const times: PageTime[] = [];
  for (const [name, path] of pagesOf(seeded, deep)) {
    const rounds: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const took = await timeOf(visitor, path);
      if (round >= 0) rounds.push(took);
    }
    times.push({ name, path, ...spreadOf(rounds) });
    console.log(`${name}: ${times.at(-1)?.p50} ms`);
  }
  return times;
}

function pagesOf({ appId, workspaceId, busiestLink, usualLink }: Seeded, deep: string) {
  const app = `/apps/${appId}`;
  return [
    ["overview", app],
    ["usage, 1 hour", `${app}/usage?range=1h`],
    ["usage, 24 hours", `${app}/usage`],
    ["usage, 7 days", `${app}/usage?range=7d`],
    ["usage, 30 days", `${app}/usage?range=30d`],
    ["usage, 30 days, a tool", `${app}/usage?range=30d&tool=tool_3`],
    ["usage, 30 days, what failed", `${app}/usage?range=30d&outcome=failed`],
    ["usage, 30 days, a usual link", `${app}/usage?range=30d&link=${usualLink}`],
    ["usage, 30 days, the busiest link", `${app}/usage?range=30d&link=${busiestLink}`],
    ["calls", `${app}/calls`],
    ["calls, deep in the list", `${app}/calls?cursor=${deep}`],
    ["calls of a tool", `${app}/calls?tool=tool_8`],
    ["calls that failed", `${app}/calls?outcome=failed`],
    ["calls that timed out", `${app}/calls?outcome=tool_timeout`],
    ["calls of a link", `${app}/calls?link=${usualLink}`],
    ["calls of a tool that there is not", `${app}/calls?tool=nothing`],
    ["links", `${app}/links`],
    ["sessions", `${app}/sessions`],
    ["audit log", `/workspaces/${workspaceId}/audit`],
    ["apps of the workspace", `/workspaces/${workspaceId}`],
  ] as const;
}

/** 25 days back: a place that a person gets to with a filter, and a program by following the pages. */
async function deepCursor({ dashboardUrl, cookie }: Visitor, appId: string): Promise<string> {
  const response = await fetch(`${dashboardUrl}/apps/${appId}/calls`, { headers: { cookie } });
  const [, id] = /cursor=\d+\.([0-9a-f-]{36})/.exec(await response.text()) ?? [];
  if (id === undefined) throw new Error("The page of calls has no next page.");
  return `${Date.now() - 25 * 86_400_000}.${id}`;
}

async function timeOf({ dashboardUrl, cookie }: Visitor, path: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${dashboardUrl}${path}`, { headers: { cookie }, redirect: "manual" });
  const text = await response.text();
  if (response.status !== 200 || !text.includes("</html>"))
    throw new Error(`${path} answered ${response.status}.`);
  return performance.now() - startedAt;
}
