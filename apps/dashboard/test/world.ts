/** A database, a relay to talk to, and people with apps: what every test of a verb starts from. */
import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@agent-socket/db/test-database";
import { developmentMails, memberships, users, workspaces } from "@agent-socket/db";
import { newRequestId } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { asc, eq } from "drizzle-orm";
import pino from "pino";
import { afterAll, inject } from "vitest";
import type { RequestContext, ServiceContext, UserContext } from "../src/context.ts";
import { currentUserOf } from "../src/features/auth/create-account.ts";
import { createApp } from "../src/features/apps/create-app.ts";
import { addOrigins } from "../src/features/origins/add-origins.ts";
import { mailboxDelivery } from "../src/mail/mailbox-delivery.ts";
import { createMailer } from "../src/mail/mailer.ts";
import { createRelayControl } from "../src/relay/relay-control.ts";
import { ingestEvents } from "../src/features/relay-events/ingest-events.ts";
import type { Role } from "../src/roles.ts";
import { type RelayPeer, startRelayPeer } from "./relay-peer.ts";

export const SECRETS = [`whsec_${Buffer.from("a secret for tests, 32 bytes or more").toString("base64")}`];

/** Of everybody's password in tests, `a password for tests`. */
const PASSWORD_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$gRCj8CFTEVxzc3hk4s2nVA$GXjfM3WTBeYgtHfilMyCBIwFCPUrSAcXRAkzE65tn/Q";

export const SITE_URL = "https://dashboard.example.com";

export type World = {
  readonly database: TestDatabase;
  readonly relay: RelayPeer;
  /** The context of nobody in particular. */
  readonly service: ServiceContext;
  readonly visitor: () => RequestContext;
  /** Somebody with a workspace of their own. */
  readonly newUser: () => Promise<UserContext>;
  /** Somebody else in the workspace of an app, or in a workspace. */
  readonly newMember: (app: string, role: Role) => Promise<UserContext>;
  /** The workspace that somebody was in first. */
  readonly workspaceOf: (ctx: UserContext) => Promise<string>;
  /** The texts of the mails to an address, once all that was sent has arrived. */
  readonly mailsTo: (email: string) => Promise<readonly string[]>;
  readonly newApp: (ctx: UserContext, name?: string) => Promise<string>;
  /** Origins that an app may connect from, separated by spaces. */
  readonly allow: (ctx: UserContext, appId: string, text: string) => Promise<void>;
  readonly report: (...events: RelayEvent[]) => Promise<void>;
};

/** For the top of a test file; closed when its tests are done. */
export async function openWorld(): Promise<World> {
  const database = await createTestDatabase(inject("postgresUrl"));
  const relay = await startRelayPeer(SECRETS);
  afterAll(async () => {
    await database.close();
    await relay.stop();
  });
  const log = pino({ level: "silent" });
  const control = createRelayControl({ relayUrl: relay.url, controlSecrets: SECRETS, log });
  const deliver = mailboxDelivery(database.db);
  const mail = createMailer({ siteUrl: SITE_URL, deliver, log, retryAfterMs: [] });
  const service: ServiceContext = { db: database.db, relay: control, mail, log };
  return {
    database,
    relay,
    service,
    visitor: () => visitorOf(service),
    newUser: async () => join(service, await newWorkspace(service), "owner"),
    newMember: async (place, role) => join(service, await workspaceAt(service, place), role),
    workspaceOf: firstWorkspace,
    async newApp(ctx, name = "Canvas") {
      const workspaceId = await firstWorkspace(ctx);
      return (await createApp({ ctx, input: { workspaceId, name } })).id;
    },
    async mailsTo(email) {
      await mail.settled();
      const mails = await database.db.select().from(developmentMails).orderBy(asc(developmentMails.id));
      return mails.filter(({ recipient }) => recipient === email).map(({ text }) => text);
    },
    async allow(ctx, appId, text) {
      await addOrigins({ ctx, input: { appId, text } });
    },
    async report(...events) {
      await ingestEvents({ ctx: service, input: events });
    },
  };
}

/** Of every workspace that a test begins with. */
export const WORKSPACE_NAME = "Test";

const visitorOf = (service: ServiceContext): RequestContext => ({
  ...service,
  requestId: newRequestId(),
  ipAddress: "192.0.2.1",
});

async function newWorkspace({ db }: ServiceContext): Promise<string> {
  const [workspace] = await db.insert(workspaces).values({ name: WORKSPACE_NAME }).returning();
  if (workspace === undefined) throw new Error("No workspace.");
  return workspace.id;
}

async function workspaceAt({ db }: ServiceContext, place: string): Promise<string> {
  const app = await db.query.apps.findFirst({ where: (apps, { eq: equals }) => equals(apps.id, place) });
  return app?.workspaceId ?? place;
}

async function firstWorkspace({ db, user }: UserContext): Promise<string> {
  const [first] = await db
    .select({ id: memberships.workspaceId })
    .from(memberships)
    .where(eq(memberships.userId, user.id))
    .orderBy(asc(memberships.createdAt));
  if (first === undefined) throw new Error("No workspace.");
  return first.id;
}

async function join(service: ServiceContext, workspaceId: string, role: Role): Promise<UserContext> {
  const email = `${randomUUID()}@example.com`;
  const [row] = await service.db
    .insert(users)
    .values({ email, emailVerifiedAt: new Date(), passwordHash: PASSWORD_HASH })
    .returning();
  if (row === undefined) throw new Error("No user.");
  await service.db.insert(memberships).values({ workspaceId, userId: row.id, role });
  return { ...visitorOf(service), user: currentUserOf(row), loginId: randomUUID() };
}

/** The secret of a mail's link. */
export function secretIn(text: string | undefined): string {
  const [, secret] = /[?&]token=([\w-]+)/.exec(text ?? "") ?? [];
  if (secret === undefined) throw new Error("There is no link with a secret in the mail.");
  return secret;
}
