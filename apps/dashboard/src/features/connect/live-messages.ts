/** The server-sent events of an app's live pages: its progress at once and after each change. */
import { apps, memberships } from "@agent-socket/db";
import { and, eq, isNull, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { type AppLive, getConnectProgress } from "./get-connect-progress.ts";

const POLL_MS = 1_000;
/** Keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000;
/** The browser comes back by itself, and is asked again who it is. */
const LONGEST_STREAM_MS = 5 * 60_000;

type LiveOptions = {
  readonly ctx: UserContext;
  readonly input: { readonly appId: string };
  readonly signal: AbortSignal;
};

/** Refuses at once when the caller may not see the app; ends when they no longer may, on abort, and after 5 minutes. */
export async function openLive(options: LiveOptions): Promise<AsyncGenerator<string, void>> {
  await requireApp(options.ctx, options.input.appId, "read");
  return liveMessages(options);
}

async function* liveMessages({ ctx, input, signal }: LiveOptions): AsyncGenerator<string, void> {
  yield "retry: 1000\n\n";
  const endsAt = Date.now() + LONGEST_STREAM_MS;
  let sent: string | null = null;
  let sentAt = Date.now();
  while (!signal.aborted && Date.now() < endsAt) {
    const revision = await readRevision(ctx, input.appId);
    if (revision === null) return;
    if (revision !== sent) {
      const live: AppLive = { revision, progress: await getConnectProgress({ ctx, input }) };
      yield `data: ${JSON.stringify(live)}\n\n`;
      sent = revision;
      sentAt = Date.now();
    } else if (Date.now() - sentAt >= HEARTBEAT_MS) {
      yield ": still here\n\n";
      sentAt = Date.now();
    }
    await sleep(POLL_MS, signal);
  }
}

/** `null` once the caller may not see the app any more. */
async function readRevision({ db, user }: UserContext, appId: string): Promise<string | null> {
  const [row] = await db
    .select({
      revision: sql<string>`concat_ws('.', ${apps.activity}, ${apps.registryVersion}, ${apps.acknowledgedVersion})`,
    })
    .from(apps)
    .innerJoin(memberships, eq(memberships.workspaceId, apps.workspaceId))
    .where(and(eq(apps.id, appId), isNull(apps.deletedAt), eq(memberships.userId, user.id)));
  return row?.revision ?? null;
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((wake) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      wake();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
