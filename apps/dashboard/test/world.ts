/** A database, a relay to talk to, and people with apps: what every test of a verb starts from. */
import { randomUUID } from "node:crypto";
import { createTestDatabase, type TestDatabase } from "@agent-socket/db/test-database";
import { memberships, users, workspaces } from "@agent-socket/db";
import { newRequestId } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import pino from "pino";
import { afterAll, inject } from "vitest";
import type { Role } from "../src/app-access.ts";
import type { RequestContext, ServiceContext, UserContext } from "../src/context.ts";
import { createApp } from "../src/features/apps/create-app.ts";
import { addOrigins } from "../src/features/origins/add-origins.ts";
import { createRelayControl } from "../src/relay/relay-control.ts";
import { ingestEvents } from "../src/features/relay-events/ingest-events.ts";
import { type RelayPeer, startRelayPeer } from "./relay-peer.ts";

export const SECRETS = [`whsec_${Buffer.from("a secret for tests, 32 bytes or more").toString("base64")}`];

export type World = {
  readonly database: TestDatabase;
  readonly relay: RelayPeer;
  /** The context of nobody in particular. */
  readonly service: ServiceContext;
  readonly visitor: () => RequestContext;
  /** Somebody with a workspace of their own. */
  readonly newUser: () => Promise<UserContext>;
  /** Somebody else in the workspace of an app. */
  readonly newMember: (app: string, role: Role) => Promise<UserContext>;
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
  const service: ServiceContext = { db: database.db, relay: control, log };
  return {
    database,
    relay,
    service,
    visitor: () => visitorOf(service),
    newUser: async () => join(service, await newWorkspace(service), "owner"),
    newMember: async (appId, role) => join(service, await workspaceOf(service, appId), role),
    newApp: async (ctx, name = "Canvas") => (await createApp({ ctx, input: { name } })).id,
    async allow(ctx, appId, text) {
      await addOrigins({ ctx, input: { appId, text } });
    },
    async report(...events) {
      await ingestEvents({ ctx: service, input: events });
    },
  };
}

const visitorOf = (service: ServiceContext): RequestContext => ({
  ...service,
  requestId: newRequestId(),
  ipAddress: "192.0.2.1",
});

async function newWorkspace({ db }: ServiceContext): Promise<string> {
  const [workspace] = await db.insert(workspaces).values({ name: "Test" }).returning();
  if (workspace === undefined) throw new Error("No workspace.");
  return workspace.id;
}

async function workspaceOf({ db }: ServiceContext, appId: string): Promise<string> {
  const app = await db.query.apps.findFirst({ where: (apps, { eq }) => eq(apps.id, appId) });
  if (app === undefined) throw new Error("No app.");
  return app.workspaceId;
}

async function join(service: ServiceContext, workspaceId: string, role: Role): Promise<UserContext> {
  const email = `${randomUUID()}@example.com`;
  const [user] = await service.db.insert(users).values({ email, passwordHash: "none" }).returning();
  if (user === undefined) throw new Error("No user.");
  await service.db.insert(memberships).values({ workspaceId, userId: user.id, role });
  return { ...visitorOf(service), user: { id: user.id, email } };
}
