/** Whether everything works, in words for a person: the database, the relay, and what travels between the two. */
import type { ServiceContext } from "../../context.ts";
import { checkHealth } from "./check-health.ts";
import { type Backlog, readBacklog } from "./read-backlog.ts";
import { lookAtRelay } from "./relay-watch.ts";

/** `late`: works, but something waits for longer than it should. */
export type PartState = "ok" | "late" | "down";
export type Part = {
  readonly name: "dashboard" | "database" | "relay" | "changes" | "books";
  readonly state: PartState;
  readonly message: string;
};
export type SystemStatus = {
  readonly state: PartState;
  readonly checkedAtMs: number;
  readonly parts: readonly Part[];
};

/** The background tries every two seconds. */
const LATE_AFTER_MS = 15_000;

export async function checkStatus({
  ctx,
  input: { relayUrl },
}: {
  ctx: ServiceContext;
  input: { readonly relayUrl: string };
}): Promise<SystemStatus> {
  const [database, relay] = await Promise.all([checkDatabase(ctx), checkRelay(relayUrl)]);
  const travelling = database.state === "ok" ? await checkBacklog(ctx) : [];
  const dashboard: Part = { name: "dashboard", state: "ok", message: "It answers." };
  const parts = [dashboard, database, relay, ...travelling];
  return { state: worst(parts), checkedAtMs: Date.now(), parts };
}

const worst = (parts: readonly Part[]): PartState =>
  (["down", "late"] as const).find((state) => parts.some((part) => part.state === state)) ?? "ok";

async function checkDatabase(ctx: ServiceContext): Promise<Part> {
  return (await checkHealth({ ctx }))
    ? { name: "database", state: "ok", message: "It answers." }
    : {
        name: "database",
        state: "down",
        message: "It does not answer. Pages that show data fail until it does.",
      };
}

async function checkRelay(relayUrl: string): Promise<Part> {
  return (await lookAtRelay(relayUrl))
    ? { name: "relay", state: "ok", message: "It answers." }
    : {
        name: "relay",
        state: "down",
        message: "This dashboard cannot reach it. Changes are kept and sent later.",
      };
}

async function checkBacklog(ctx: ServiceContext): Promise<readonly Part[]> {
  const backlog = await readBacklog({ ctx });
  return [changesOf(backlog), booksOf(backlog)];
}

function changesOf({ registryChanges, revocations }: Backlog): Part {
  const waiting = registryChanges.count + revocations.count;
  if (waiting === 0)
    return {
      name: "changes",
      state: "ok",
      message: "The relay has acknowledged every change and revocation.",
    };
  const oldestMs = Math.max(registryChanges.oldestMs, revocations.oldestMs);
  const [wait, are] =
    waiting === 1 ? ["waits", "1 change or revocation"] : ["wait", `${waiting} changes or revocations`];
  const message = `${are} ${wait} for the relay's acknowledgement, the oldest for ${Math.round(oldestMs / 1000)} s.`;
  return { name: "changes", state: oldestMs > LATE_AFTER_MS ? "late" : "ok", message };
}

/** A quiet relay reports nothing, so an old report is no fault by itself. */
function booksOf({ reportedMs, quarantined }: Backlog): Part {
  const aside = Object.values(quarantined).reduce((sum, count) => sum + count, 0);
  const reach =
    reportedMs === null
      ? "The relay has reported nothing yet."
      : `The relay's newest report is of ${new Date(reportedMs).toISOString().slice(0, 19).replace("T", " ")} UTC.`;
  const kept =
    aside === 0 ? "" : ` ${aside} that could not be counted ${aside === 1 ? "is" : "are"} kept for a look.`;
  return { name: "books", state: "ok", message: `${reach}${kept}` };
}
