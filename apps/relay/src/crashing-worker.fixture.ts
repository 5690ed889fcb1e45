/** The relay for tests: its sessions die under their requests when told to, its agents hang up, and visitors come by the thousand. */
import type { AgentRequest } from "./admission.ts";
import type { Answer } from "./surfaces/answer.ts";
import relay, { SessionServer as Session } from "./worker.ts";
import type { Env } from "./env.ts";
import {
  CRASH_PATH,
  HANG_UP_HEADER,
  MANY_PATH,
  type Visit,
} from "./session/crashing-worker-words.fixture.ts";

const AT_ONCE = 50;

export class SessionServer extends Session {
  override serve(request: AgentRequest): Promise<Answer | null> {
    if (request.path === CRASH_PATH) this.ctx.abort("A test made this object crash.");
    return super.serve(request);
  }
}

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname === MANY_PATH) return askMany(request, env, ctx);
    const afterMs = request.headers.get(HANG_UP_HEADER);
    if (afterMs === null) return relay.fetch(request, env, ctx);
    // The local runtime does not tell a Worker that its client hung up.
    const hangingUp = new AbortController();
    setTimeout(() => hangingUp.abort(), Number(afterMs));
    return relay.fetch(new Request(request, { signal: hangingUp.signal }), env, ctx);
  },
} satisfies ExportedHandler<Env>;

/** Thousands of requests in one, which a test could not send in a reasonable time: how many got which status. */
async function askMany(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
  const visits: readonly Visit[] = await request.json();
  const statuses: Record<string, number> = {};
  const make = async ({ path, method, userAgent }: Visit) => {
    const headers = { "user-agent": userAgent };
    const visit = new Request<unknown, IncomingRequestCfProperties>(new URL(path, request.url), {
      method,
      headers,
    });
    const { status, body } = await relay.fetch(visit, env, ctx);
    await body?.cancel();
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  for (let from = 0; from < visits.length; from += AT_ONCE)
    await Promise.all(visits.slice(from, from + AT_ONCE).map(make));
  return Response.json(statuses);
}
