/** The roles in words, the mightiest first. */
import type { Role } from "../../roles.ts";

export const ROLE_WORDS: readonly { readonly role: Role; readonly label: string; readonly may: string }[] = [
  { role: "owner", label: "Owner", may: "Everything, and makes other owners." },
  {
    role: "admin",
    label: "Admin",
    may: "Apps, members, invitations, the workspace's settings, the audit log.",
  },
  {
    role: "developer",
    label: "Developer",
    may: "Makes apps and changes them: origins, keys, links, sessions.",
  },
  { role: "viewer", label: "Viewer", may: "Looks at everything in the apps, changes nothing." },
];

/** Those that somebody of this role may give. */
export const rolesToGive = (giver: Role): readonly { readonly value: Role; readonly label: string }[] =>
  ROLE_WORDS.filter(({ role }) => giver === "owner" || role !== "owner").map(({ role, label }) => ({
    value: role,
    label,
  }));

export const labelOf = (role: Role): string => ROLE_WORDS.find((word) => word.role === role)?.label ?? role;
