/** What an invitation's link is about, for whoever holds it. */
import { type Db, invitations, users, workspaces } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { RequestContext } from "../../context.ts";
import type { Role } from "../../roles.ts";

export type OpenInvitation = {
  readonly id: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly email: string;
  readonly role: Role;
  /** Whether the link is the mailed one, so that who opens it reads the mailbox of `email`. */
  readonly provesAddress: boolean;
  /** `null` once the inviter's account is gone. */
  readonly invitedBy: string | null;
};

/** `null` for a link that was used or revoked, or is too old. */
export async function findInvitation({
  ctx,
  input,
}: {
  ctx: Pick<RequestContext, "db">;
  input: { readonly token: string };
}): Promise<OpenInvitation | null> {
  const [found] = await readInvitation(ctx.db, await sha256(input.token));
  return found ?? null;
}

const readInvitation = (db: Db, tokenHash: string): Promise<OpenInvitation[]> =>
  db
    .select({
      id: invitations.id,
      workspaceId: invitations.workspaceId,
      workspaceName: workspaces.name,
      email: invitations.email,
      role: invitations.role,
      provesAddress: sql<boolean>`${invitations.tokenHash} = ${tokenHash}`,
      invitedBy: sql<string | null>`coalesce(nullif(${users.name}, ''), ${users.email})`,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(
      and(
        or(eq(invitations.tokenHash, tokenHash), eq(invitations.copiedHash, tokenHash)),
        gt(invitations.expiresAt, sql`now()`),
        isNull(workspaces.deletedAt),
      ),
    );
