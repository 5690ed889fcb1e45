/** The pages over the big workspace, asked for over HTTP as a browser would, one after the other. */
import { CALL_AGES } from "../src/features/calls/call-filter.ts";
import { LINK_SORTS } from "../src/features/links/link-sort.ts";
import { USAGE_RANGES } from "../src/features/usage/usage-filter.ts";
import { MANY_LINKS, type Seeded } from "./seed.ts";
import { type Spread, spreadOf } from "./statistics.ts";

export type PageTime = { readonly name: string; readonly path: string } & Spread;

const WARM_UP = 1;
/** Fewer, and the 95th percentile would be the worst of them: one hiccup of the machine. */
const ROUNDS = 20;

export type Visitor = { readonly dashboardUrl: string; readonly cookie: string };

export async function timePages(visitor: Visitor, seeded: Seeded): Promise<readonly PageTime[]> {
  const deep = await deepCursor(visitor, seeded.appId);
  const deepLinks = await pagesDown(visitor, `/apps/${seeded.manyLinksAppId}/links?sort=-errors`);
  const times: PageTime[] = [];
  for (const [name, path] of pagesOf(seeded, deep, deepLinks)) {
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

type Page = readonly [name: string, path: string];

function pagesOf(seeded: Seeded, deep: string, deepLinks: string): readonly Page[] {
  const { appId, workspaceId, usualLink } = seeded;
  const app = `/apps/${appId}`;
  return [
    ["overview", app],
    ...USAGE_RANGES.flatMap((range) =>
      filtersOf(seeded).map(
        ([name, filter]) =>
          [`usage, ${range}${name}`, `${app}/usage?${new URLSearchParams({ range, ...filter })}`] as const,
      ),
    ),
    ["calls", `${app}/calls`],
    ["calls, deep in the list", `${app}/calls?cursor=${deep}`],
    ...CALL_AGES.flatMap((since) =>
      CALL_FILTERS.map(
        ([name, filter]) =>
          [`calls, ${since}${name}`, `${app}/calls?${new URLSearchParams({ since, ...filter })}`] as const,
      ),
    ),
    ["calls of a usual link", `${app}/calls?link=${usualLink}`],
    ["links", `${app}/links`],
    ...linkPagesOf(seeded.manyLinksAppId, deepLinks),
    ["sessions", `${app}/sessions`],
    ["settings, with the quota", `${app}/settings`],
    ["audit log", `/workspaces/${workspaceId}/audit`],
    ["apps of the workspace", `/workspaces/${workspaceId}`],
  ];
}

function linkPagesOf(appId: string, deep: string): readonly Page[] {
  const path = `/apps/${appId}/links`;
  const many = `${MANY_LINKS.toLocaleString("en")} links`;
  return [
    ...LINK_SORTS.map(({ name, words }): Page => [`${many}, ${words.toLowerCase()}`, `${path}?sort=${name}`]),
    [`${many}, most errors, ten pages on`, deep],
    [`${many}, the active ones, most errors`, `${path}?sort=-errors&state=active`],
    [`${many}, a search, most errors`, `${path}?sort=-errors&search=77`],
  ];
}

type Filter = readonly [name: string, filter: Readonly<Record<string, string>>];

const filtersOf = ({ busiestLink, usualLink }: Seeded): readonly Filter[] => [
  ["", {}],
  [", a tool", { tool: "tool_3" }],
  [", what failed", { outcome: "failed" }],
  [", what failed of a tool", { outcome: "failed", tool: "tool_3" }],
  [", a usual link", { link: usualLink }],
  [", the busiest link", { link: busiestLink }],
  [", a tool of the busiest link", { link: busiestLink, tool: "tool_3" }],
];

/** The rarest tool, and what there is not: the list has to be read to its end for them. */
const CALL_FILTERS: readonly Filter[] = [
  ["", {}],
  [", a rare tool", { tool: "tool_8" }],
  [", what timed out", { outcome: "tool_timeout" }],
  [", what was cancelled, of which there is none", { outcome: "cancelled" }],
  [", a tool that there is not", { tool: "nothing" }],
  [", what failed of a tool that there is not", { outcome: "failed", tool: "nothing" }],
];

/** 25 days back: a place that a person gets to with a filter, and a program by following the pages. */
async function deepCursor({ dashboardUrl, cookie }: Visitor, appId: string): Promise<string> {
  const response = await fetch(`${dashboardUrl}/apps/${appId}/calls`, { headers: { cookie } });
  const [, id] = /cursor=\d+\.(call_[0-9a-f-]{36})/.exec(await response.text()) ?? [];
  if (id === undefined) throw new Error("The page of calls has no next page.");
  return `${Date.now() - 25 * 86_400_000}.${id}`;
}

/** Where following a list for ten pages leads. */
async function pagesDown({ dashboardUrl, cookie }: Visitor, path: string): Promise<string> {
  let place = path;
  for (let page = 0; page < 10; page++) {
    const response = await fetch(`${dashboardUrl}${place}`, { headers: { cookie } });
    const [, cursor] = /cursor=([\w.-]+)/.exec(await response.text()) ?? [];
    if (cursor === undefined) throw new Error(`${place} has no next page.`);
    place = `${path}&cursor=${cursor}`;
  }
  return place;
}

async function timeOf({ dashboardUrl, cookie }: Visitor, path: string): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${dashboardUrl}${path}`, { headers: { cookie }, redirect: "manual" });
  const text = await response.text();
  if (response.status !== 200 || !text.includes("</html>"))
    throw new Error(`${path} answered ${response.status}.`);
  return performance.now() - startedAt;
}
