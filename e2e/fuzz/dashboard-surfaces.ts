/** Garbage for the dashboard's forms, and for the signed messages of both sides. */
import type { Json, JsonObject } from "@agent-socket/protocol";
import { signControl } from "@agent-socket/protocol/control-plane";
import * as fc from "fast-check";
import { ask } from "../clients/agent.ts";
import { type Sent, Visitor } from "../clients/visitor.ts";
import { anyJson, anyText, mutant } from "./garbage.ts";
import { judge } from "./judge.ts";
import type { Place } from "./place.ts";
import { type Sender, surface } from "./surface.ts";

const PASSWORD = "a sentence is a fine password";
const FIELDS =
  "email password next token name appId origin origins label keyId tokenId tokenIds sessionId workspaceId role userId " +
  "invitationId loginId currentPassword newPassword suspended confirm linkCalls holdForMs";
const PAGES = ["", "/origins", "/keys", "/links", "/sessions", "/settings", "/connect"];

/** A person with an app, and every action that the pages would call. */
type Account = {
  readonly visitor: Visitor;
  readonly email: string;
  readonly userId: string;
  readonly known: readonly string[];
  readonly actions: readonly string[];
};

async function openAccount({ dashboardUrl, database }: Place): Promise<Account> {
  const email = `fuzz-${crypto.randomUUID()}@example.com`;
  const visitor = await Visitor.signUp(dashboardUrl, email, PASSWORD);
  const [workspaceId = ""] =
    /[0-9a-f-]{36}/.exec((await visitor.get("/apps")).headers.get("location") ?? "") ?? [];
  const newApp = `/workspaces/${workspaceId}/new-app`;
  const made = await visitor.act(newApp, await visitor.formAction(newApp), {
    fields: { workspaceId, name: "Fuzz" },
  });
  const [appId] = /as_app_\w+/.exec([...made.headers].flat().join(" ") + made.text) ?? [];
  if (appId === undefined) throw new Error(`No app was made: ${made.status} ${made.text.slice(0, 300)}`);
  const pages = [
    "/signin",
    "/signup",
    "/forgot-password",
    "/account",
    "/workspaces/new",
    newApp,
    ...["", "/members", "/settings", "/audit"].map((page) => `/workspaces/${workspaceId}${page}`),
    ...PAGES.map((page) => `/apps/${appId}${page}`),
  ];
  const ids = await Promise.all(pages.map((page) => visitor.actionIds(page)));
  // What takes no argument, as signing out, begins with zeros.
  const actions = [...new Set(ids.flat())].filter((id) => !id.startsWith("00"));
  const { rows } = await database.query<{ id: string }>("select id from users where email = $1", [email]);
  return { visitor, email, userId: rows[0]?.id ?? "", known: [appId, workspaceId, email], actions };
}

type FormInput = {
  readonly action: number;
  readonly known: number;
  readonly fields: readonly (readonly [string, string | null])[];
  readonly argument: Json;
  readonly isForm: boolean;
};

/** `null` is an id that exists. What begins with `$` is the framework's own language, which is not ours to parse. */
function sentOf({ fields, known, argument, isForm }: FormInput, account: Account): Sent {
  if (!isForm) return { argument: JSON.parse(JSON.stringify(argument).replaceAll('"$', '"_')) };
  const real = account.known[known % account.known.length] ?? "";
  return { fields: Object.fromEntries(fields.map(([name, value]) => [name, value ?? real])) };
}

/** The form of deletion wants the account's own address, and no other one does more with it than look it up. */
const namesItself = (sent: Sent, { email }: Account): boolean =>
  "fields" in sent && sent.fields["email"]?.trim().toLowerCase() === email;

/** Rejects unless it was deleted by itself, as the audit log has it: any other end would be a fault. */
async function expectDeletion({ database }: Place, { userId, email }: Account, mayBe: boolean) {
  const { rows } = await database.query<{ deletions: number; left: number }>(
    `select (select count(*) from audit_events where action = 'account.delete' and subject = $1)::int as deletions,
      (select count(*) from users where id::text = $1)::int as left`,
    [userId],
  );
  const { deletions = 0, left = 1 } = rows[0] ?? {};
  if (!mayBe || deletions !== 1 || left !== 0)
    throw new Error(
      `${email} can no longer sign in (deletions in the audit log: ${deletions}, users left: ${left})`,
    );
}

async function formSender(place: Place): Promise<Sender<FormInput>> {
  let account = await openAccount(place);
  let mayBeDeleted = false;
  const signInAction = await new Visitor(place.dashboardUrl).formAction("/signin");
  return {
    async send(input) {
      const { visitor, actions } = account;
      const action = actions[input.action % actions.length] ?? "";
      const sent = sentOf(input, account);
      mayBeDeleted ||= namesItself(sent, account);
      const answer = await visitor.act("/account", action, sent);
      judge(answer);
      if (answer.text.includes('"code":"internal"')) throw new Error(answer.text.slice(-300));
    },
    async works() {
      // Garbage may sign out, or guess too often: neither is tested here.
      await place.database.query("delete from attempts");
      const { visitor, email } = account;
      if ((await visitor.get("/account")).status !== 200)
        await visitor.act("/signin", signInAction, { fields: { email, password: PASSWORD } });
      if ((await visitor.get("/account")).status === 200) return;
      await expectDeletion(place, account, mayBeDeleted);
      account = await openAccount(place);
      mayBeDeleted = false;
    },
    close: () => undefined,
  };
}

/** Without control characters: the framework itself answers those with 500, before any code of ours. */
const anyName = anyText.map((text) => text.replaceAll(/\p{Cc}/gu, ""));
const field = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...FIELDS.split(" ")) },
    { weight: 1, arbitrary: anyName },
  ),
  fc.oneof({ weight: 2, arbitrary: anyText }, { weight: 1, arbitrary: fc.constant(null) }),
);

export const forms = surface(
  "forms",
  fc.record({
    action: fc.nat(),
    known: fc.nat(),
    fields: fc.array(field, { maxLength: 6 }),
    argument: anyJson,
    isForm: fc.integer({ min: 0, max: 7 }).map((one) => one > 0),
  }),
  formSender,
);

const APP = "as_app_4J6837XAZT6VE";
const SESSION = "0123ABCD";
const entry = {
  version: 1,
  appId: APP,
  name: "Fuzz",
  status: "active",
  origins: ["https://app.example.com"],
  keyHashes: ["0".repeat(64)],
  linkCalls: "all",
  holdForMs: 60_000,
};
const inSession = { id: "e1", appId: APP, atMs: 1_790_000_000_000, sessionId: SESSION };
const EVENTS: readonly JsonObject[] = [
  { kind: "session_started", ...inSession, origin: null, sdk: "x", toolCount: 1, entryVersion: 1 },
  { kind: "session_presence", ...inSession, online: true, toolCount: 1, toolNames: ["look"] },
  { kind: "session_ended", ...inSession, reason: "app" },
  {
    kind: "link_created",
    ...inSession,
    tokenId: "0".repeat(12),
    label: "l",
    expiresAtMs: null,
    readOnly: false,
    tools: ["a"],
    maxCalls: 1,
  },
  { kind: "link_opened", ...inSession, tokenId: "0".repeat(12), client: "curl" },
  { kind: "link_revoked", ...inSession, tokenId: "0".repeat(12), by: "holder" },
  {
    kind: "call_finished",
    ...inSession,
    tokenId: "0".repeat(12),
    requestId: "req_0000000000000000",
    tool: "echo",
    surface: "http",
    client: null,
    outcome: "ok",
    httpStatus: 200,
    startedAtMs: 1_790_000_000_000,
    durationMs: 5,
    appMs: 3,
    requestBytes: 2,
    responseBytes: 2,
  },
  {
    kind: "origin_refused",
    id: "e8",
    appId: APP,
    atMs: 1_790_000_000_000,
    origin: "https://x.test",
    code: "origin_not_allowed",
  },
];

type Door = {
  readonly method: string;
  readonly path: string;
  readonly isDashboard: boolean;
  readonly valid: JsonObject;
};
const relay = (method: string, path: string, valid: JsonObject): Door => ({
  method,
  path,
  isDashboard: false,
  valid,
});
const dashboard = (path: string, valid: JsonObject): Door => ({
  method: "POST",
  path,
  isDashboard: true,
  valid,
});
const ids = { target: SESSION, appId: APP };
const DOORS: readonly Door[] = [
  relay("PUT", `/internal/v1/apps/${APP}`, { operation: "put_app", target: APP, entry }),
  relay("POST", `/internal/v1/sessions/${SESSION}/revoke-link`, {
    operation: "revoke_link",
    ...ids,
    tokenId: "0".repeat(12),
  }),
  relay("POST", `/internal/v1/sessions/${SESSION}/end`, { operation: "end_session", ...ids }),
  relay("POST", `/internal/v1/sessions/${SESSION}/refresh`, {
    operation: "refresh_session",
    target: SESSION,
    entry,
  }),
  relay("POST", "/internal/v1/registry/list", { operation: "list_registry", target: "list", cursor: null }),
  relay("POST", "/internal/v1/dead-letters/replay", { operation: "replay_dead_letters", target: "replay" }),
  dashboard("/api/relay/apps", { operation: "read_app", target: APP, heldVersion: 1 }),
  ...EVENTS.map((event) =>
    dashboard("/api/relay/events", { operation: "ingest_events", target: "events", events: [event] }),
  ),
];

type Message = {
  readonly door: Door;
  readonly body: string;
  readonly signature: number;
  readonly header: string;
};

const message: fc.Arbitrary<Message> = fc.constantFrom(...DOORS).chain((door) =>
  fc.record({
    door: fc.constant(door),
    body: fc.oneof(
      { weight: 8, arbitrary: mutant([door.valid]).map((value) => withFreshIds(JSON.stringify(value))) },
      { weight: 1, arbitrary: anyText },
    ),
    signature: fc.integer({ min: 0, max: 9 }),
    header: anyText.map((text) => text.replaceAll(/[^\x20-\x7e]/g, "")),
  }),
);

/** An event that was counted already would not be looked at again. */
const withFreshIds = (body: string): string =>
  body
    .replaceAll(/"id":"e\d"/g, () => `"id":"${crypto.randomUUID()}"`)
    .replaceAll(/1790000000000/g, String(Date.now()));

async function controlSender(place: Place): Promise<Sender<Message>> {
  const { office, relayUrl, dashboardUrl } = place;
  const { secrets } = office;
  await place.database.query("insert into workspaces (name) values ('Fuzz')");
  await place.database.query(
    "insert into apps (id, workspace_id, name) select $1, id, 'Fuzz' from workspaces limit 1 on conflict do nothing",
    [APP],
  );
  return {
    async send({ door, body, signature, header }) {
      // Most are signed as they should be: behind the signature is where the rest can be tried.
      const signed = signControl(body, secrets);
      const name = ["webhook-id", "webhook-timestamp", "webhook-signature"][signature];
      const headers = name === undefined ? signed : { ...signed, [name]: header };
      const url = (door.isDashboard ? dashboardUrl : relayUrl) + door.path;
      judge(await ask(door.method, url, { body, headers }));
    },
    async works() {
      const listed = await office.send("POST", "/registry/list", {
        operation: "list_registry",
        target: "list",
        cursor: null,
      });
      if (listed.status !== 200) throw new Error(`the registry cannot be listed: ${listed.text}`);
      const body = JSON.stringify({ operation: "read_app", target: APP });
      const read = await ask("POST", `${dashboardUrl}/api/relay/apps`, {
        body,
        headers: signControl(body, secrets),
      });
      if (read.status !== 200) throw new Error(`the app cannot be read: ${read.text}`);
    },
    close: () => undefined,
  };
}

export const signedCalls = surface("signed calls", message, controlSender);
