/** A workspace with one of everything in it, and the fields by which forms name these things. */
import { randomUUID } from "node:crypto";
import { memberships } from "@agent-socket/db";
import type { UserContext } from "../src/context.ts";
import { deleteApp } from "../src/features/apps/delete-app.ts";
import { createAppKey } from "../src/features/app-keys/create-app-key.ts";
import { createWorkspace } from "../src/features/workspaces/create-workspace.ts";
import { deleteWorkspace } from "../src/features/workspaces/delete-workspace.ts";
import { inviteMember } from "../src/features/workspaces/invite-member.ts";
import { listMembers } from "../src/features/workspaces/list-members.ts";
import type { Role } from "../src/roles.ts";
import { linkCreated, newLink, originRefused, sessionStarted } from "./relay-event.ts";
import type { World } from "./world.ts";

export type Scene = {
  readonly workspaceId: string;
  readonly appId: string;
  /** With the same people, deleted just now. */
  readonly deletedWorkspaceId: string;
  /** Of another app, which was deleted just now. */
  readonly deletedAppId: string;
  readonly people: Readonly<Record<Role, UserContext>>;
  /** What the forms of all actions send: each reads its own. */
  readonly fields: Readonly<Record<string, string>>;
};

export const REFUSED_ORIGIN = "https://refused.example.com";

export async function newScene(world: World): Promise<Scene> {
  const owner = await world.newUser();
  const workspaceId = await world.workspaceOf(owner);
  const appId = await world.newApp(owner);
  const deletedAppId = await world.newApp(owner, "Gone");
  await deleteApp({ ctx: owner, input: { appId: deletedAppId, typedName: "Gone" } });
  const people = {
    owner,
    admin: await world.newMember(workspaceId, "admin"),
    developer: await world.newMember(workspaceId, "developer"),
    viewer: await world.newMember(workspaceId, "viewer"),
  };
  return {
    workspaceId,
    appId,
    deletedWorkspaceId: await newDeletedWorkspace(world, people),
    deletedAppId,
    people,
    fields: await fieldsOf(world, owner, { workspaceId, appId }),
  };
}

async function newDeletedWorkspace(world: World, people: Scene["people"]): Promise<string> {
  const { owner, ...others } = people;
  const { id } = await createWorkspace({ ctx: owner, input: { name: "Gone" } });
  const { db } = world.database;
  for (const role of ["admin", "developer", "viewer"] as const)
    await db.insert(memberships).values({ workspaceId: id, userId: others[role].user.id, role });
  await deleteWorkspace({ ctx: owner, input: { workspaceId: id, typedName: "Gone" } });
  return id;
}

type Place = Pick<Scene, "workspaceId" | "appId">;

async function fieldsOf(world: World, owner: UserContext, place: Place): Promise<Scene["fields"]> {
  const { workspaceId, appId } = place;
  const other = await world.newMember(workspaceId, "viewer");
  const origin = "https://app.example.com";
  await world.allow(owner, appId, origin);
  const key = await createAppKey({ ctx: owner, input: { appId, label: "Server" } });
  const { sessionId, tokenId, ...link } = await newLink(appId);
  const ids = { ...link, sessionId, tokenId };
  await world.report(sessionStarted(ids), linkCreated(ids), originRefused(appId, { origin: REFUSED_ORIGIN }));
  const invited = { workspaceId, email: `${randomUUID()}@example.com`, role: "viewer" };
  await inviteMember({ ctx: owner, input: invited });
  const { invitations } = await listMembers({ ctx: owner, input: { workspaceId } });
  const invitationId = invitations[0]?.id ?? "";
  return {
    ...TYPED,
    workspaceId,
    appId,
    origin,
    sessionId,
    tokenId,
    invitationId,
    keyId: key.id,
    userId: other.user.id,
    loginId: randomUUID(),
    email: `${randomUUID()}@example.com`,
  };
}

/** What a person would type. */
const TYPED = {
  origins: "https://new.example.com",
  role: "developer",
  name: "Another name",
  label: "Another key",
  password: "a password for tests",
  currentPassword: "a password for tests",
  newPassword: "another password for tests",
  token: "no such secret",
  typedName: "Canvas",
  linkCalls: "read-only",
  holdForMs: "3600000",
};
