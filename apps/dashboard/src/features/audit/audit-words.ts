/** What the actions of an audit log are called. */
import type { AuditAction } from "../../audit.ts";

const WORDS: Readonly<Record<AuditAction, string>> = {
  "app.create": "Created an app",
  "app.rename": "Renamed an app",
  "app.suspend": "Suspended an app",
  "app.resume": "Let an app work again",
  "app.change_policy": "Changed what AIs may do",
  "app.delete": "Deleted an app",
  "app.restore": "Restored an app",
  "app_key.create": "Created an app key",
  "app_key.revoke": "Revoked an app key",
  "origin.allow": "Allowed an origin",
  "origin.remove": "Removed an origin",
  "link.create": "Made a link to try the app",
  "link.revoke": "Revoked a link",
  "session.end": "Ended a session",
  "workspace.create": "Created the workspace",
  "workspace.rename": "Renamed the workspace",
  "workspace.delete": "Deleted the workspace",
  "workspace.restore": "Restored the workspace",
  "member.invite": "Invited a person",
  "member.invite_again": "Sent an invitation again",
  "member.uninvite": "Revoked an invitation",
  "member.join": "Joined",
  "member.change_role": "Changed a role",
  "member.remove": "Removed a member",
  "member.leave": "Left",
  "account.verify_email": "Verified an e-mail address",
  "account.change_name": "Changed the name",
  "account.change_password": "Changed the password",
  "account.reset_password": "Set a new password by mail",
  "account.connect_github": "Connected GitHub",
  "account.end_login": "Ended a login",
  "account.end_other_logins": "Ended all other logins",
  "account.delete": "Deleted the account",
};

const known = new Map<string, string>(Object.entries(WORDS));

/** An action of a later version is shown by its own name. */
export const wordsOf = (action: string): string => known.get(action) ?? action;

/** For a choice: those that happen in a workspace. */
export const WORKSPACE_ACTIONS = [...known]
  .filter(([action]) => !action.startsWith("account."))
  .map(([value, label]) => ({ value, label }));
