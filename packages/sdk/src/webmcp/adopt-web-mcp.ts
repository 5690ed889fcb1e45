/** Makes the tools of a page that speaks WebMCP callable by a link, and follows as they come and go. */
import { createSession } from "../connect.ts";
import type { ConnectOptions } from "../session/options.ts";
import type { Session } from "../session/session.ts";
import type { ToolDefinition } from "../tools/tool.ts";
import { readTools } from "../tools/tool-table.ts";
import { findModelContext } from "./model-context.ts";
import { type PageTool, pageResult } from "./page-tool.ts";
import type { ToolSource } from "./tool-source.ts";

/** Which tools are handed over, beside or instead of all that the page has. */
export type AdoptWebMcpOptions = {
  /** Tools of your own, beside those of the page; on a clash of names yours is taken. */
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** Whether a tool of the page is exposed; all are when left out. */
  readonly filter?: ((tool: { readonly name: string; readonly description: string }) => boolean) | undefined;
};

/** What `adoptWebMcp` returns. */
export type Adoption<Target> = {
  /** The one that was given, or made. */
  readonly session: Target;
  /** Whether this browser speaks WebMCP, by itself or by a polyfill that was loaded before. */
  readonly isSupported: boolean;
  /** Fulfilled when the tools that are there now were handed over. */
  readonly ready: Promise<void>;
  /** Follows no more; the tools stay as they are. */
  stop(): void;
};

/** A session, or anything else that takes tools. */
export type TakesTools = { updateTools(tools: readonly ToolDefinition[]): Promise<void> | void };

/** The options of `connect`; the tools are the page's. */
export type NewSession = Omit<ConnectOptions, "tools">;

/**
 * Hands the page's tools to a session, now and whenever they change. The session is yours, or made here from the options
 * of `connect`. Where the browser has no WebMCP, only your own tools are exposed. Tools with `consequentialHint` are
 * asked for as destructive ones are.
 *
 * @example
 * ```ts
 * import { adoptWebMcp } from "@agent-socket/sdk/webmcp";
 *
 * const { session } = adoptWebMcp({ appId: "as_app_anon", baseUrl: "http://localhost:8787" });
 * ```
 */
export function adoptWebMcp<Target extends TakesTools>(
  session: Target,
  options?: AdoptWebMcpOptions,
): Adoption<Target>;
export function adoptWebMcp(connectOptions: NewSession, options?: AdoptWebMcpOptions): Adoption<Session>;
export function adoptWebMcp(
  target: TakesTools | NewSession,
  { tools: own = [], filter = () => true }: AdoptWebMcpOptions = {},
): Adoption<TakesTools> {
  const session = "updateTools" in target ? target : createSession({ ...target, tools: own });
  const context = findModelContext();
  if (context === null)
    return { session, isSupported: false, ready: Promise.resolve(), stop: () => undefined };
  let isStopped = false;
  /** One after the other, so that an older list never comes last. */
  let queue = Promise.resolve();
  const follow = (): void => {
    queue = queue
      .then(async () => {
        if (isStopped) return;
        const listed = (await context.list()).filter(filter).map((tool) => definitionOf(tool, context));
        await session.updateTools(usable(own, listed));
      })
      .catch((cause: unknown) =>
        console.error("[agent-socket] The page's tools could not be taken over:", cause),
      );
  };
  const unwatch = context.watch(follow);
  follow();
  return {
    session,
    isSupported: true,
    ready: queue,
    stop: () => {
      isStopped = true;
      unwatch();
    },
  };
}

function definitionOf(tool: PageTool, context: ToolSource): ToolDefinition {
  const { name, title, description, inputSchema, isReadOnly, isConsequential } = tool;
  return {
    name,
    description: description.slice(0, MAX_DESCRIPTION),
    ...(inputSchema === null ? {} : { input_schema: { type: "object", ...inputSchema } }),
    annotations: {
      ...(title === null ? {} : { title }),
      readOnlyHint: isReadOnly,
      destructiveHint: isConsequential,
    },
    handler: async ({ input, signal }) =>
      pageResult(await context.call(name, typeof input === "object" && input !== null ? input : {}, signal)),
  };
}

/** What the relay takes of a description. */
const MAX_DESCRIPTION = 1024;

/** One tool that cannot be exposed must not cost the others. */
function usable(
  own: readonly ToolDefinition[],
  listed: readonly ToolDefinition[],
): readonly ToolDefinition[] {
  const taken: ToolDefinition[] = [...own];
  for (const tool of listed) {
    try {
      readTools([...taken, tool], { approve: null, approvesDestructive: false });
      taken.push(tool);
    } catch (cause) {
      console.warn(`[agent-socket] The page's tool "${tool.name}" is not exposed:`, cause);
    }
  }
  return taken;
}
