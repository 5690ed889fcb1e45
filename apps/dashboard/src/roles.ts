/** What each role may do in a workspace: the one table. Safe to import in the browser. */
import type { ROLES } from "@agent-socket/db";

export type Role = (typeof ROLES)[number];

/**
 * `read`: look at apps and all that is in them, and at the members. `change`: make apps and change them. `manage`:
 * invite, remove and promote people, change the workspace itself, read its audit log. `own`: delete the workspace.
 */
export type Permission = "read" | "change" | "manage" | "own";

const GRANTED: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ["read", "change", "manage", "own"],
  admin: ["read", "change", "manage"],
  developer: ["read", "change"],
  viewer: ["read"],
};

export const may = (role: Role, permission: Permission): boolean => GRANTED[role].includes(permission);

/** Only an owner makes an owner, or touches one. */
export const mayGive = (giver: Role, given: Role): boolean => giver === "owner" || given !== "owner";

const LACKS: Readonly<Record<Permission, string>> = {
  read: "see this",
  change: "change apps",
  manage: "manage the workspace",
  own: "delete the workspace",
};

export const refusalOf = (role: Role, permission: Permission): string =>
  `Your role in this workspace is ${role}, which may not ${LACKS[permission]}. Ask an owner${permission === "own" ? "" : " or an admin"}.`;
