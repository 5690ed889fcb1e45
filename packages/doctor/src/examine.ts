/** Walks a link as each kind of chat would. It reads, and calls no tool but the one that it is told to try. */
import { offeredByOpenapi, type Offered } from "./checks/api.ts";
import { findingsOfFirstPage, readFirstPage } from "./checks/first-page.ts";
import { offeredByMcp } from "./checks/mcp.ts";
import { tryCall } from "./checks/trial-call.ts";
import { findingsOfVisitors } from "./checks/visitors.ts";
import { findingsOfAddress, type Link, readLink } from "./link.ts";
import type { Report, ToolReach, ToolReport } from "./report.ts";
import { PrintedWalk } from "./tools/printed-walk.ts";
import { type ListedTool, readToolList } from "./tools/tool-list.ts";

export type Examination = {
  /** The name of a tool to call, once, with the example that the app gives. */
  readonly call?: string | undefined;
};

const YES: ToolReach = { reach: "yes", why: "" };

export async function examine(text: string, { call }: Examination = {}): Promise<Report> {
  const link = readLink(text);
  const firstPage = await readFirstPage(link);
  const list = await readToolList(link);
  const [visitors, openapi, mcp] = await Promise.all([
    findingsOfVisitors(link),
    offeredByOpenapi(link),
    offeredByMcp(link),
  ]);
  const tools = await reports(link, list.tools, openapi, mcp);
  const trial = call === undefined ? [] : await tryCall(link, list, call);
  return {
    app: list.app.name,
    relay: link.origin,
    findings: [
      ...findingsOfAddress(link),
      ...findingsOfFirstPage(firstPage),
      ...visitors,
      ...openapi.findings,
      ...mcp.findings,
      ...trial,
    ],
    tools,
  };
}

async function reports(
  link: Link,
  tools: readonly ListedTool[],
  openapi: Offered,
  mcp: Offered,
): Promise<readonly ToolReport[]> {
  const walk = new PrintedWalk(link);
  const obstacle = await walk.start().then(
    () => null,
    (cause: Error): ToolReach => ({ reach: "no", why: cause.message }),
  );
  const done: ToolReport[] = [];
  for (const tool of tools) {
    const printed = obstacle ?? (await walk.reach(tool));
    const built = walk.isOffered(tool) ? YES : printed;
    done.push({
      tool: tool.name,
      chats: {
        "fetch-printed": printed,
        "fetch-build": built,
        curl: YES,
        openapi: reachBy(openapi, tool),
        mcp: reachBy(mcp, tool),
      },
    });
  }
  return done;
}

const reachBy = (offered: Offered, tool: ListedTool): ToolReach =>
  offered.has(tool) ? YES : { reach: "no", why: offered.why };
