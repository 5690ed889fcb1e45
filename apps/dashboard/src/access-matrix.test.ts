/**
 * Who may do what: every action, page and route of the dashboard against nobody, every role, and somebody of another
 * workspace. The tables below are the rule; a door that stands in none of them fails the first test.
 */
import * as schema from "@agent-socket/db";
import { is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { beforeAll, expect, test } from "vitest";
import { newScene, REFUSED_ORIGIN, type Scene } from "../test/scene.ts";
import { openSite } from "../test/site.ts";
import { WORKSPACE_NAME } from "../test/world.ts";
import type { UserContext } from "./context.ts";
import { may, type Permission } from "./roles.ts";

/**
 * `anyone`: also who is not signed in. `person`: whoever is, for their own things. `relay`: its signature. `operator`: the
 * token of the environment.
 */
type Need = "anyone" | "person" | "relay" | "operator" | Permission;

const ACTIONS: Readonly<Record<string, Need>> = {
  signUpAction: "anyone",
  signInAction: "anyone",
  signOutAction: "anyone",
  verifyEmailAction: "anyone",
  requestPasswordResetAction: "anyone",
  resetPasswordAction: "anyone",
  sendVerificationAction: "person",
  changeNameAction: "person",
  changePasswordAction: "person",
  endLoginAction: "person",
  endOtherLoginsAction: "person",
  deleteAccountAction: "person",
  createWorkspaceAction: "person",
  acceptInvitationAction: "person",
  leaveWorkspaceAction: "read",
  createAppAction: "change",
  renameAppAction: "change",
  setSuspendedAction: "change",
  changePolicyAction: "change",
  deleteAppAction: "manage",
  restoreAppAction: "manage",
  addOriginsAction: "change",
  removeOriginAction: "change",
  allowRefusedOriginAction: "change",
  createAppKeyAction: "change",
  revokeAppKeyAction: "change",
  revokeLinkAction: "change",
  revokeLinksAction: "change",
  endSessionAction: "change",
  openPlaygroundAction: "change",
  closePlaygroundAction: "change",
  tryToolAction: "change",
  followTaskAction: "change",
  renameWorkspaceAction: "manage",
  deleteWorkspaceAction: "own",
  restoreWorkspaceAction: "own",
  inviteMemberAction: "manage",
  resendInvitationAction: "manage",
  revokeInvitationAction: "manage",
  changeRoleAction: "manage",
  removeMemberAction: "manage",
};

const PAGES: Readonly<Record<string, Need>> = {
  "app/page.tsx": "anyone",
  "app/signin/page.tsx": "anyone",
  "app/signup/page.tsx": "anyone",
  "app/forgot-password/page.tsx": "anyone",
  "app/reset-password/page.tsx": "anyone",
  "app/verify-email/page.tsx": "anyone",
  "app/invitation/page.tsx": "anyone",
  "app/dev/mailbox/page.tsx": "anyone",
  "app/status/page.tsx": "anyone",
  "app/docs/page.tsx": "anyone",
  "app/docs/[...path]/page.tsx": "anyone",
  "app/docs/errors/[code]/page.tsx": "anyone",
  "app/account/page.tsx": "person",
  "app/apps/page.tsx": "person",
  "app/apps/new/page.tsx": "person",
  "app/workspaces/new/page.tsx": "person",
  "app/apps/[appId]/page.tsx": "read",
  "app/apps/[appId]/calls/page.tsx": "read",
  "app/apps/[appId]/connect/page.tsx": "read",
  "app/apps/[appId]/keys/page.tsx": "read",
  "app/apps/[appId]/links/page.tsx": "read",
  "app/apps/[appId]/origins/page.tsx": "read",
  "app/apps/[appId]/playground/page.tsx": "change",
  "app/apps/[appId]/sessions/page.tsx": "read",
  "app/apps/[appId]/settings/page.tsx": "read",
  "app/apps/[appId]/usage/page.tsx": "read",
  "app/workspaces/[workspaceId]/page.tsx": "read",
  "app/workspaces/[workspaceId]/members/page.tsx": "read",
  "app/workspaces/[workspaceId]/settings/page.tsx": "read",
  "app/workspaces/[workspaceId]/new-app/page.tsx": "change",
  "app/workspaces/[workspaceId]/audit/page.tsx": "manage",
};

const ROUTES: Readonly<Record<string, Need>> = {
  "app/sdk/[file]/route.ts GET": "anyone",
  "app/api/health/route.ts GET": "anyone",
  "app/api/status/route.ts GET": "anyone",
  "app/api/status/relay/route.ts GET": "anyone",
  "app/api/metrics/route.ts GET": "operator",
  "app/api/auth/github/route.ts GET": "anyone",
  "app/api/auth/github/callback/route.ts GET": "anyone",
  "app/api/relay/apps/route.ts POST": "relay",
  "app/api/relay/events/route.ts POST": "relay",
  "app/api/apps/[appId]/calls/route.ts GET": "read",
  "app/api/apps/[appId]/live/route.ts GET": "read",
  "app/api/apps/[appId]/usage/route.ts GET": "read",
  "app/api/workspaces/[workspaceId]/audit/route.ts GET": "manage",
};

/** Where an action reads another thing under a name that others read, too. */
const OTHER_FIELDS: Readonly<Record<string, (scene: Scene) => Readonly<Record<string, string>>>> = {
  allowRefusedOriginAction: () => ({ origin: REFUSED_ORIGIN }),
  restoreAppAction: ({ deletedAppId }) => ({ appId: deletedAppId }),
  deleteWorkspaceAction: () => ({ typedName: WORKSPACE_NAME }),
  restoreWorkspaceAction: ({ deletedWorkspaceId }) => ({ workspaceId: deletedWorkspaceId }),
};

const { attempts, authSessions, ROLES } = schema;
const site = await openSite();
const { world } = site;
const [actions, pages, routes] = [
  await site.doors("features/*/actions.ts"),
  (await site.doors("app/**/page.tsx")).filter(({ name }) => name === "default"),
  // Methods alone answer: a route may export settings and a list of its addresses, too.
  (await site.doors("app/**/route.ts")).filter(({ name }) => /^[A-Z]+$/.test(name)),
];
let target: Scene;
let stranger: UserContext;
beforeAll(async () => {
  target = await newScene(world);
  stranger = await world.newUser();
});

test("every action, page and route has its rule, and no rule is left over", () => {
  expect(actions.map(({ name }) => name).toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
  expect(pages.map(({ file }) => file).toSorted()).toEqual(Object.keys(PAGES).toSorted());
  expect(routes.map(({ file, name }) => `${file} ${name}`).toSorted()).toEqual(
    Object.keys(ROUTES).toSorted(),
  );
});

/** Those who must be refused, and how: as if it did not exist, to who has no business there. */
const refusedOnes = (need: Permission): readonly (readonly [string, UserContext | null, RegExp])[] => [
  ["nobody", null, /^(signed_out|401)$/],
  ["a stranger", stranger, /^(not_found|404)$/],
  ...ROLES.filter((role) => !may(role, need)).map(
    (role) => [role, target.people[role], /^(forbidden|not_found|403)$/] as const,
  ),
];
const allowedOnes = (need: Permission) =>
  ROLES.filter((role) => may(role, need)).map((role) => [role, target.people[role]] as const);

const isPermission = (need: Need): need is Permission => ["read", "change", "manage", "own"].includes(need);
const ofNeed = <D>(doors: readonly D[], needOf: (door: D) => Need | undefined) =>
  doors.flatMap((door) => {
    const need = needOf(door);
    return need !== undefined && isPermission(need) ? [{ door, need }] : [];
  });
const guarded = {
  actions: ofNeed(actions, ({ name }) => ACTIONS[name]),
  pages: ofNeed(pages, ({ file }) => PAGES[file]),
  routes: ofNeed(routes, ({ file, name }) => ROUTES[`${file} ${name}`]),
};
const REFUSED = /^(signed_out|forbidden|not_found|internal|401|403|404|500)$/;

test.each(guarded.actions.map(({ door, need }) => [door.name, need, door.open] as const))(
  "%s needs the permission to %s, and refused it changes nothing",
  async (name, need, open) => {
    const before = await fingerprint();
    for (const [who, ctx, outcome] of refusedOnes(need)) {
      await site.arriveAs(ctx);
      expect(await outcomeOf(open(null, formOf(name, target))), who).toMatch(outcome);
    }
    expect(await fingerprint()).toBe(before);
    for (const role of ROLES.filter((one) => may(one, need))) {
      // One may use up what another one needs.
      const scene = await newScene(world);
      await site.arriveAs(scene.people[role]);
      expect(await outcomeOf(open(null, formOf(name, scene))), role).not.toMatch(REFUSED);
    }
  },
);

test.each(guarded.pages.map(({ door, need }) => [door.file, need, door.open] as const))(
  "%s needs the permission to %s",
  async (_file, need, open) => {
    const props = () => ({ params: Promise.resolve(target), searchParams: Promise.resolve({}) });
    for (const [who, ctx, outcome] of refusedOnes(need)) {
      await site.arriveAs(ctx);
      expect(await outcomeOf(open(props())), who).toMatch(outcome);
    }
    for (const [role, ctx] of allowedOnes(need)) {
      await site.arriveAs(ctx);
      expect(await outcomeOf(open(props())), role).toBe("done");
    }
  },
);

test.each(guarded.routes.map(({ door, need }) => [door.file, need, door.open] as const))(
  "%s needs the permission to %s",
  async (_file, need, open) => {
    const call = () => {
      const ended = AbortSignal.abort();
      const request = new Request("http://localhost:3000/api/x", { signal: ended });
      return outcomeOf(open(request, { params: Promise.resolve(target) }));
    };
    for (const [who, ctx, outcome] of refusedOnes(need)) {
      await site.arriveAs(ctx);
      expect(await call(), who).toMatch(outcome);
    }
    for (const [role, ctx] of allowedOnes(need)) {
      await site.arriveAs(ctx);
      expect(await call(), role).toBe("200");
    }
  },
);

test("what is a person's own needs a login, and any will do", async () => {
  for (const { name, open } of actions.filter((action) => ACTIONS[action.name] === "person")) {
    await site.arriveAs(null);
    expect(await outcomeOf(open(null, formOf(name, target))), name).toBe("signed_out");
    await site.arriveAs(stranger);
    expect(await outcomeOf(open(null, formOf(name, target))), name).not.toMatch(
      /signed_out|forbidden|internal/,
    );
  }
  for (const { file, open } of pages.filter((page) => PAGES[page.file] === "person")) {
    await site.arriveAs(null);
    expect(await outcomeOf(open({})), file).toBe("signed_out");
    await site.arriveAs(stranger);
    expect(await outcomeOf(open({})), file).toBe("done");
  }
});

test("what is for the relay needs its signature", async () => {
  for (const { file, name, open } of routes.filter(
    (route) => ROUTES[`${route.file} ${route.name}`] === "relay",
  )) {
    await site.arriveAs(target.people.owner);
    const request = new Request("http://localhost:3000/api/relay/x", { method: "POST", body: "{}" });
    expect(await outcomeOf(open(request)), `${file} ${name}`).toBe("401");
  }
});

test("what is for the operator is not there for whoever has another's login and no token", async () => {
  for (const { file, name, open } of routes.filter(
    (route) => ROUTES[`${route.file} ${route.name}`] === "operator",
  )) {
    await site.arriveAs(target.people.owner);
    expect(await outcomeOf(open(new Request("http://localhost:3000/api/x"))), `${file} ${name}`).toBe("404");
  }
});

function formOf(action: string, scene: Scene): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...scene.fields, ...OTHER_FIELDS[action]?.(scene) }))
    form.set(name, value);
  return form;
}

/** What became of it, in one word. */
async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    const value = await work;
    if (value instanceof Response) {
      await value.body?.cancel();
      return String(value.status);
    }
    if (value instanceof Object && "status" in value && value.status === "refused" && "code" in value)
      return String(value.code);
    return "done";
  } catch (cause) {
    const digest = cause instanceof Error && "digest" in cause ? String(cause.digest) : "";
    if (digest.startsWith("NEXT_REDIRECT")) return digest.includes("/signin?next=") ? "signed_out" : "done";
    if (digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404")) return "not_found";
    throw cause;
  }
}

/** All that the database holds, but for logins and counted attempts, which every request may add. */
async function fingerprint(): Promise<string> {
  await site.settled();
  const sums = Object.values(schema).flatMap((table) => {
    if (!is(table, PgTable) || table === attempts || table === authSessions) return [];
    const sum = sql<string>`md5(coalesce(string_agg(${table}::text, ',' order by ${table}::text), ''))`;
    return [world.database.db.select({ sum }).from(table)];
  });
  return JSON.stringify(await Promise.all(sums));
}
