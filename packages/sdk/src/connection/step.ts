/**
 * The connection's whole behaviour as one pure function: what happened goes in, the next state and what is to be done
 * come out. No socket, clock, timer or storage is touched here.
 */
import {
  type Away,
  CLOSE_DONE,
  CLOSE_SILENT,
  type Connection,
  type Credentials,
  type Deed,
  type Happening,
  type Trouble,
} from "./connection.ts";
import { closeTrouble, isPermanent, isSessionGone, trouble } from "./trouble.ts";

export type Step = { readonly connection: Connection; readonly deeds: readonly Deed[] };

/** What the outside gives to a step. `random` is in [0, 1). */
export type Moment = { readonly nowMs: number; readonly random: number };

const ATTEMPT_TIMEOUT_MS = 15_000;
const PING_EVERY_MS = 25_000;
const PONG_WITHIN_MS = 5_000;
/** After a nudge somebody is looking, so a dead socket is found sooner. */
const NUDGED_PONG_WITHIN_MS = 3_000;
/**
 * Two, since one may be unfair: a frozen tab wakes with its timer overdue and the answer still unread. The second
 * heartbeat gives the answer a turn to be read.
 */
const MAX_UNANSWERED = 2;
const FIRST_WAIT_MS = 1_000;
const WAIT_GROWTH = 1.5;
const LONGEST_WAIT_MS = 30_000;
/** Of a connection that held, so that the next loss starts with the shortest wait again. */
const STEADY_AFTER_MS = 10_000;
/** A relay that accepts and drops is alive: it is not left alone for long, nor asked at once. */
const MOST_ATTEMPTS_COUNTED = 2;

export function step(connection: Connection, happening: Happening, moment: Moment): Step {
  if (happening.type === "close") return close(connection);
  if (happening.type === "stood_by") return standBy(connection);
  switch (connection.state) {
    case "idle":
    case "standby":
      return happening.type === "start" ? attempt(fresh(happening.credentials), moment) : stay(connection);
    case "connecting":
      return whileConnecting(connection, happening, moment);
    case "connected":
      return whileConnected(connection, happening, moment);
    case "waiting":
      return whileWaiting(connection, happening, moment);
    case "ended":
      return stay(connection);
  }
}

const stay = (connection: Connection): Step => ({ connection, deeds: [] });

const fresh = (credentials: Credentials | null): Away => ({
  credentials,
  attempt: 0,
  isReturning: false,
  trouble: null,
});

function attempt(away: Away, { nowMs }: Moment, before: readonly Deed[] = []): Step {
  return {
    connection: { ...away, state: "connecting", wakeAtMs: nowMs + ATTEMPT_TIMEOUT_MS },
    deeds: [...before, { type: "open", sessionId: away.credentials?.sessionId ?? null }],
  };
}

type In<State extends Connection["state"]> = Extract<Connection, { state: State }>;

function whileConnecting(connection: In<"connecting">, happening: Happening, moment: Moment): Step {
  switch (happening.type) {
    case "opened":
      return { connection, deeds: [{ type: "introduce", credentials: connection.credentials }] };
    case "accepted":
      return accepted(connection, happening, moment);
    case "refused":
      return refused(connection, happening.trouble, moment);
    case "closed":
      return refused(connection, closeTrouble(happening), moment);
    case "blocked":
      return giveUp(happening.trouble);
    case "woke":
      if (moment.nowMs < connection.wakeAtMs) return stay(connection);
      return retry(connection, trouble("no_answer", "The relay did not answer."), moment);
    default:
      return stay(connection);
  }
}

function accepted(
  { credentials: old, attempt: count }: In<"connecting">,
  { credentials, resumed }: Extract<Happening, { type: "accepted" }>,
  { nowMs }: Moment,
): Step {
  const lost: readonly Deed[] = old !== null && !resumed ? [{ type: "links_lost" }] : [];
  return {
    connection: {
      state: "connected",
      credentials,
      sinceMs: nowMs,
      wakeAtMs: nowMs + PING_EVERY_MS,
      unanswered: 0,
      attempt: count,
    },
    deeds: [{ type: "keep", credentials }, ...lost, { type: "ready" }],
  };
}

function refused(connection: In<"connecting">, why: Trouble, moment: Moment): Step {
  if (connection.credentials !== null && isSessionGone(why.code)) {
    const anew: Away = { ...connection, credentials: null };
    return attempt(anew, moment, [
      { type: "drop", code: CLOSE_SILENT },
      { type: "forget" },
      { type: "links_lost" },
    ]);
  }
  return isPermanent(why.code) ? giveUp(why) : retry(connection, why, moment);
}

function whileConnected(connection: In<"connected">, happening: Happening, moment: Moment): Step {
  switch (happening.type) {
    case "heard":
      if (connection.unanswered === 0) return stay(connection);
      return stay({ ...connection, unanswered: 0, wakeAtMs: moment.nowMs + PING_EVERY_MS });
    case "woke":
      if (moment.nowMs < connection.wakeAtMs) return stay(connection);
      return connection.unanswered < MAX_UNANSWERED
        ? ping(connection, moment.nowMs + PONG_WITHIN_MS)
        : lost(connection, trouble("silent", "The relay went silent."), moment);
    case "nudged":
      return connection.unanswered === 0
        ? ping(connection, moment.nowMs + NUDGED_PONG_WITHIN_MS)
        : stay(connection);
    case "closed": {
      const why = closeTrouble(happening);
      return isPermanent(why.code) ? giveUp(why, [{ type: "cut_off" }]) : lost(connection, why, moment);
    }
    default:
      return stay(connection);
  }
}

const ping = (connection: In<"connected">, wakeAt: number): Step => ({
  connection: { ...connection, unanswered: connection.unanswered + 1, wakeAtMs: wakeAt },
  deeds: [{ type: "ping" }],
});

function lost(
  { credentials, sinceMs, attempt: before }: In<"connected">,
  why: Trouble,
  moment: Moment,
): Step {
  const wasSteady = moment.nowMs - sinceMs >= STEADY_AFTER_MS;
  const count = wasSteady ? 0 : Math.min(before, MOST_ATTEMPTS_COUNTED);
  const away: Away = { credentials, attempt: count, isReturning: true, trouble: why };
  return retry(away, why, moment, [{ type: "cut_off" }]);
}

function whileWaiting(connection: In<"waiting">, happening: Happening, moment: Moment): Step {
  if (happening.type === "nudged") {
    // Everyone's network comes back at the same moment: not all of them in the same millisecond.
    const soon = moment.nowMs + moment.random * FIRST_WAIT_MS;
    return stay({ ...connection, wakeAtMs: Math.min(connection.wakeAtMs, soon) });
  }
  if (happening.type === "blocked") return giveUp(happening.trouble);
  const isDue = happening.type === "woke" && moment.nowMs >= connection.wakeAtMs;
  return isDue ? attempt(connection, moment) : stay(connection);
}

/** Waits between a quarter and the whole of a time that grows, so that a thousand apps do not come back as one. */
function retry(
  { credentials, attempt: count, isReturning }: Away,
  why: Trouble,
  { nowMs, random }: Moment,
  deeds: readonly Deed[] = [],
): Step {
  const longest = Math.min(FIRST_WAIT_MS * WAIT_GROWTH ** count, LONGEST_WAIT_MS);
  const waitMs = longest * (0.25 + 0.75 * random);
  return {
    connection: {
      state: "waiting",
      credentials,
      attempt: count + 1,
      isReturning,
      wakeAtMs: nowMs + waitMs,
      trouble: why,
    },
    deeds: [{ type: "drop", code: CLOSE_SILENT }, ...deeds],
  };
}

const giveUp = (why: Trouble, deeds: readonly Deed[] = []): Step => ({
  connection: { state: "ended", trouble: why },
  deeds: [{ type: "drop", code: CLOSE_SILENT }, ...deeds, { type: "give_up", trouble: why }],
});

/** The session lives on, with another page; this one may have its turn again. */
function standBy(connection: Connection): Step {
  if (connection.state === "ended" || connection.state === "standby") return stay(connection);
  const deeds: readonly Deed[] =
    connection.state === "idle" ? [] : [{ type: "drop", code: CLOSE_SILENT }, { type: "cut_off" }];
  return { connection: { state: "standby" }, deeds };
}

function close(connection: Connection): Step {
  if (connection.state === "ended") return stay(connection);
  const ended: Connection = { state: "ended", trouble: null };
  // The session is another page's to end.
  if (connection.state === "standby") return { connection: ended, deeds: [] };
  if (connection.state === "idle") return { connection: ended, deeds: [{ type: "forget" }] };
  if (connection.state === "connected")
    return {
      connection: ended,
      deeds: [{ type: "cut_off" }, { type: "drop", code: CLOSE_DONE }, { type: "forget" }],
    };
  const { credentials } = connection;
  const atTheRelay: readonly Deed[] = credentials === null ? [] : [{ type: "end_session", credentials }];
  return {
    connection: ended,
    deeds: [{ type: "drop", code: CLOSE_SILENT }, { type: "forget" }, ...atTheRelay],
  };
}
