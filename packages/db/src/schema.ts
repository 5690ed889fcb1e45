/** Every table and relation, as drizzle wants them: one object. */
export * from "./relations.ts";
export { allowedOrigins } from "./schema/allowed-origin.ts";
export { appKeys } from "./schema/app-key.ts";
export { apps } from "./schema/app.ts";
export { attempts } from "./schema/attempt.ts";
export { auditEvents } from "./schema/audit-event.ts";
export { authSessions } from "./schema/auth-session.ts";
export { calls } from "./schema/call.ts";
export { links } from "./schema/link.ts";
export { quarantinedEvents } from "./schema/quarantined-event.ts";
export { refusalEvents, refusedOrigins } from "./schema/refused-origin.ts";
export { registryOutbox } from "./schema/registry-outbox.ts";
export { relaySessions } from "./schema/relay-session.ts";
export { usageHourly } from "./schema/usage-hourly.ts";
export { users } from "./schema/user.ts";
export { memberships, workspaces } from "./schema/workspace.ts";
