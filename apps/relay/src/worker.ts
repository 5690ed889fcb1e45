/** The route table of the relay. */
import { refuse } from "@agent-socket/protocol";
import { appSocket } from "./edge/app-socket.ts";
import { control } from "./edge/control.ts";
import { forwardEvents } from "./edge/event-queue.ts";
import { link } from "./edge/link.ts";
import { mcpByKey } from "./edge/mcp-by-key.ts";
import { health, home, robots } from "./edge/public-pages.ts";
import { hostIsOurs, refusalResponse, unexpected } from "./edge/refusal.ts";
import { type Env, readSettings } from "./env.ts";

export { SessionServer } from "./session/session-server.ts";

async function route(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const url = new URL(request.url);
  const settings = await readSettings(env);
  if (!hostIsOurs(url, settings))
    return refusalResponse(refuse("host_not_allowed", `This relay is not "${url.hostname}".`));
  if (url.pathname === "/v1/_ws") return appSocket(request, url, env, settings);
  if (url.pathname.startsWith("/v1/t/")) return link(request, url, { env, settings, ctx });
  if (url.pathname === "/mcp") return mcpByKey(request, url, { env, settings, ctx });
  if (url.pathname.startsWith("/internal/v1/")) return control(request, url, env, settings);
  if (url.pathname === "/healthz") return health();
  if (url.pathname === "/robots.txt") return robots();
  if (url.pathname === "/") return home(url, settings);
  return refusalResponse(refuse("not_found", "There is nothing at this address. Was the whole link copied?"));
}

export default {
  fetch: (request, env, ctx) => route(request, env, ctx).catch(unexpected),
  queue: (batch, env) => forwardEvents(batch, env),
} satisfies ExportedHandler<Env>;
