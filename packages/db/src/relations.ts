/** How the nouns hang together: every relation of the schema, in one place, so that no table file needs another's. */
import { relations } from "drizzle-orm";
import { allowedOrigins } from "./schema/allowed-origin.ts";
import { appKeys } from "./schema/app-key.ts";
import { apps } from "./schema/app.ts";
import { appQuotas } from "./schema/app-quota.ts";
import { authSessions } from "./schema/auth-session.ts";
import { calls } from "./schema/call.ts";
import { links } from "./schema/link.ts";
import { refusedOrigins } from "./schema/refused-origin.ts";
import { relaySessions } from "./schema/relay-session.ts";
import { users } from "./schema/user.ts";
import { memberships, workspaces } from "./schema/workspace.ts";

export const userRelations = relations(users, ({ many }) => ({
  memberships: many(memberships),
  authSessions: many(authSessions),
}));

export const authSessionRelations = relations(authSessions, ({ one }) => ({
  user: one(users, { fields: [authSessions.userId], references: [users.id] }),
}));

export const workspaceRelations = relations(workspaces, ({ many }) => ({
  memberships: many(memberships),
  apps: many(apps),
}));

export const membershipRelations = relations(memberships, ({ one }) => ({
  workspace: one(workspaces, { fields: [memberships.workspaceId], references: [workspaces.id] }),
  user: one(users, { fields: [memberships.userId], references: [users.id] }),
}));

export const appRelations = relations(apps, ({ one, many }) => ({
  workspace: one(workspaces, { fields: [apps.workspaceId], references: [workspaces.id] }),
  allowedOrigins: many(allowedOrigins),
  appKeys: many(appKeys),
  quota: one(appQuotas),
  relaySessions: many(relaySessions),
  refusedOrigins: many(refusedOrigins),
}));

export const appQuotaRelations = relations(appQuotas, ({ one }) => ({
  app: one(apps, { fields: [appQuotas.appId], references: [apps.id] }),
}));

export const allowedOriginRelations = relations(allowedOrigins, ({ one }) => ({
  app: one(apps, { fields: [allowedOrigins.appId], references: [apps.id] }),
}));

export const appKeyRelations = relations(appKeys, ({ one }) => ({
  app: one(apps, { fields: [appKeys.appId], references: [apps.id] }),
}));

export const relaySessionRelations = relations(relaySessions, ({ one, many }) => ({
  app: one(apps, { fields: [relaySessions.appId], references: [apps.id] }),
  links: many(links),
}));

export const linkRelations = relations(links, ({ one, many }) => ({
  session: one(relaySessions, {
    fields: [links.appId, links.sessionId],
    references: [relaySessions.appId, relaySessions.id],
  }),
  calls: many(calls),
}));

export const callRelations = relations(calls, ({ one }) => ({
  link: one(links, { fields: [calls.appId, calls.tokenId], references: [links.appId, links.tokenId] }),
}));

export const refusedOriginRelations = relations(refusedOrigins, ({ one }) => ({
  app: one(apps, { fields: [refusedOrigins.appId], references: [apps.id] }),
}));
