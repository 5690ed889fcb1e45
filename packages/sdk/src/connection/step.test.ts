import { describe, expect, it } from "vitest";
import { closed, connected, connecting, old, renewed, waiting, why } from "./connection.fixture.ts";
import type { Connection, Deed, Happening } from "./connection.ts";
import { step } from "./step.ts";

const refused = (code: string): Happening => ({
  type: "refused",
  trouble: { code, message: "No.", hint: "Do." },
});

type Row = {
  name: string;
  from: Connection;
  happening: Happening;
  nowMs?: number;
  state: Connection["state"];
  deeds: Deed["type"][];
};

const rows: Row[] = [
  {
    name: "starts by opening a socket",
    from: { state: "idle" },
    happening: { type: "start", credentials: null },
    state: "connecting",
    deeds: ["open"],
  },
  {
    name: "stands by before it started, where another page has the turn",
    from: { state: "idle" },
    happening: { type: "stood_by" },
    state: "standby",
    deeds: [],
  },
  {
    name: "connects when it is its turn again",
    from: { state: "standby" },
    happening: { type: "start", credentials: old },
    state: "connecting",
    deeds: ["open"],
  },
  {
    name: "leaves the session to the page that took it over",
    from: connected(),
    happening: { type: "stood_by" },
    state: "standby",
    deeds: ["drop", "cut_off"],
  },
  {
    name: "does not come back while it stands by",
    from: { state: "standby" },
    happening: { type: "nudged" },
    state: "standby",
    deeds: [],
  },
  {
    name: "ends no session of another page",
    from: { state: "standby" },
    happening: { type: "close" },
    state: "ended",
    deeds: [],
  },
  {
    name: "introduces itself on an open socket",
    from: connecting(),
    happening: { type: "opened" },
    state: "connecting",
    deeds: ["introduce"],
  },
  {
    name: "keeps the new secret before anything else",
    from: connecting({ credentials: old }),
    happening: { type: "accepted", credentials: renewed, resumed: true },
    state: "connected",
    deeds: ["keep", "ready"],
  },
  {
    name: "says that links are lost when the session could not be resumed",
    from: connecting({ credentials: old }),
    happening: { type: "accepted", credentials: renewed, resumed: false },
    state: "connected",
    deeds: ["keep", "links_lost", "ready"],
  },
  {
    name: "registers anew after a refused resume",
    from: connecting({ credentials: old }),
    happening: refused("resume_refused"),
    state: "connecting",
    deeds: ["drop", "forget", "links_lost", "open"],
  },
  {
    name: "registers anew when a resume is closed with 4401",
    from: connecting({ credentials: old }),
    happening: closed(4401),
    state: "connecting",
    deeds: ["drop", "forget", "links_lost", "open"],
  },
  {
    name: "gives up for an origin that is not allowed",
    from: connecting(),
    happening: refused("origin_not_allowed"),
    state: "ended",
    deeds: ["drop", "give_up"],
  },
  {
    name: "gives up for a close with 4403",
    from: connecting(),
    happening: closed(4403),
    state: "ended",
    deeds: ["drop", "give_up"],
  },
  {
    name: "gives up for a close with 4404",
    from: connecting(),
    happening: closed(4404),
    state: "ended",
    deeds: ["drop", "give_up"],
  },
  {
    name: "tries again when the registry cannot be asked",
    from: connecting(),
    happening: refused("registry_unavailable"),
    state: "waiting",
    deeds: ["drop"],
  },
  {
    name: "tries again after a failed connection",
    from: connecting(),
    happening: closed(1006),
    state: "waiting",
    deeds: ["drop"],
  },
  {
    name: "tries again when nobody answers",
    from: connecting(),
    happening: { type: "woke" },
    nowMs: 15_000,
    state: "waiting",
    deeds: ["drop"],
  },
  {
    name: "stays when the timer fired too early",
    from: connecting(),
    happening: { type: "woke" },
    nowMs: 14_999,
    state: "connecting",
    deeds: [],
  },
  {
    name: "gives up when the browser blocks the relay",
    from: connecting(),
    happening: { type: "blocked", trouble: why },
    state: "ended",
    deeds: ["drop", "give_up"],
  },
  {
    name: "sends a heartbeat when it is due",
    from: connected(),
    happening: { type: "woke" },
    nowMs: 25_000,
    state: "connected",
    deeds: ["ping"],
  },
  {
    name: "sends a second heartbeat before it despairs",
    from: connected({ unanswered: 1 }),
    happening: { type: "woke" },
    nowMs: 25_000,
    state: "connected",
    deeds: ["ping"],
  },
  {
    name: "leaves a silent relay",
    from: connected({ unanswered: 2 }),
    happening: { type: "woke" },
    nowMs: 25_000,
    state: "waiting",
    deeds: ["drop", "cut_off"],
  },
  {
    name: "looks at once whether the relay is there when the tab is seen",
    from: connected(),
    happening: { type: "nudged" },
    state: "connected",
    deeds: ["ping"],
  },
  {
    name: "does not nudge twice",
    from: connected({ unanswered: 1 }),
    happening: { type: "nudged" },
    state: "connected",
    deeds: [],
  },
  {
    name: "comes back after a lost connection",
    from: connected(),
    happening: closed(1006),
    state: "waiting",
    deeds: ["drop", "cut_off"],
  },
  {
    name: "comes back after a bare 1000, which a proxy may send",
    from: connected(),
    happening: closed(1000),
    state: "waiting",
    deeds: ["drop", "cut_off"],
  },
  {
    name: "does not fight for a session that another took over",
    from: connected(),
    happening: closed(4410, "replaced"),
    state: "ended",
    deeds: ["drop", "cut_off", "give_up"],
  },
  {
    name: "accepts that the session was ended in the dashboard",
    from: connected(),
    happening: closed(1000, "developer"),
    state: "ended",
    deeds: ["drop", "cut_off", "give_up"],
  },
  {
    name: "waits for its time",
    from: waiting(),
    happening: { type: "woke" },
    nowMs: 8_999,
    state: "waiting",
    deeds: [],
  },
  {
    name: "tries again in its time",
    from: waiting(),
    happening: { type: "woke" },
    nowMs: 9_000,
    state: "connecting",
    deeds: ["open"],
  },
  {
    name: "ignores what an ended connection still hears",
    from: { state: "ended", trouble: null },
    happening: closed(1006),
    state: "ended",
    deeds: [],
  },
  {
    name: "closes with 1000, which ends the session",
    from: connected(),
    happening: { type: "close" },
    state: "ended",
    deeds: ["cut_off", "drop", "forget"],
  },
  {
    name: "ends a session that it has no socket for",
    from: waiting(),
    happening: { type: "close" },
    state: "ended",
    deeds: ["drop", "forget", "end_session"],
  },
  {
    name: "has nothing to end before the first connection",
    from: connecting(),
    happening: { type: "close" },
    state: "ended",
    deeds: ["drop", "forget"],
  },
  {
    name: "closes once",
    from: { state: "ended", trouble: null },
    happening: { type: "close" },
    state: "ended",
    deeds: [],
  },
];

describe("a step", () => {
  it.each(rows)("$name", ({ from, happening, nowMs = 1_000, state, deeds }) => {
    const next = step(from, happening, { nowMs, random: 0.5 });
    expect(next.connection.state).toBe(state);
    expect(next.deeds.map(({ type }) => type)).toEqual(deeds);
  });

  it("closes sockets only with codes that browsers allow", () => {
    const codes = rows.flatMap(({ from, happening, nowMs = 1_000 }) =>
      step(from, happening, { nowMs, random: 0 }).deeds.flatMap((deed) =>
        deed.type === "drop" ? [deed.code] : [],
      ),
    );
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => code !== 1000 && (code < 3000 || code > 4999))).toEqual([]);
  });
});
