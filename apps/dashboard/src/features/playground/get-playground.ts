/** What the playground shows: sessions to choose from, or, while its link works, what the relay says by it. */
import * as v from "valibot";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { askRelay } from "./ask-relay.ts";
import { type ConnectedSession, connectedSessions } from "./connected-sessions.ts";
import type { PlaygroundLink } from "./sealed-link.ts";

const ToolSchema = v.object({
  name: v.string(),
  method: v.string(),
  path: v.string(),
  description: v.optional(v.string(), ""),
  input_schema: v.optional(v.unknown()),
});
const ToolsJson = v.pipe(v.string(), v.parseJson(), v.object({ tools: v.array(ToolSchema) }));
const RefusalJson = v.pipe(v.string(), v.parseJson(), v.object({ error: v.object({ message: v.string() }) }));

export type PlaygroundTool = Readonly<v.InferOutput<typeof ToolSchema>>;
export type Playground =
  /** `ended`: why the link that was open before works no more. */
  | {
      readonly state: "closed";
      readonly sessions: readonly ConnectedSession[];
      readonly ended: string | null;
    }
  | {
      readonly state: "open";
      /** `null` while the app is away. */
      readonly session: ConnectedSession | null;
      readonly link: Omit<PlaygroundLink, "token">;
      readonly tools: readonly PlaygroundTool[];
    };

type Input = {
  readonly appId: string;
  readonly relayUrl: string;
  readonly link: PlaygroundLink | null;
};

export async function getPlayground({ ctx, input }: { ctx: UserContext; input: Input }): Promise<Playground> {
  const { id: appId } = await requireApp(ctx, input.appId, "change");
  const { link, relayUrl } = input;
  const sessions = await connectedSessions(ctx.db, appId);
  if (link === null) return { state: "closed", sessions, ended: null };
  const { token, ...known } = link;
  const request = { method: "GET", path: "/tools.json", body: null };
  const { text } = await askRelay({ relayUrl, token }, request);
  const said = v.safeParse(ToolsJson, text);
  if (!said.success) {
    const refusal = v.safeParse(RefusalJson, text);
    const ended = refusal.success ? refusal.output.error.message : "The relay gave no list of tools.";
    return { state: "closed", sessions, ended };
  }
  const session = sessions.find(({ id }) => id === link.sessionId) ?? null;
  return { state: "open", session, link: known, tools: said.output.tools };
}
