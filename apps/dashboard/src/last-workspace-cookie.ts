/** Names the workspace that this browser opened last: a convenience, never a permission. */
export const LAST_WORKSPACE_COOKIE = "workspace";
