/** Whose an e-mail address is: the one account's that verified it. */
import { type Db, users } from "@agent-socket/db";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { OWN_ACCOUNT, recordAudit } from "../../audit.ts";
import type { RequestContext } from "../../context.ts";
import { Refused } from "../../refused.ts";

export async function ownerOfAddress(db: Db, email: string): Promise<string | null> {
  const [owner] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), isNotNull(users.emailVerifiedAt)));
  return owner?.id ?? null;
}

/** Until the transaction ends nobody else can become the owner. */
export async function lockAddress(tx: Db, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`address ${email}`}, 0))`);
}

/** Refuses a claimant whose address another account verified; until the transaction ends none can. Returns the owner. */
export async function refuseOthersAddress(
  tx: Db,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<string | null> {
  await lockAddress(tx, email);
  const owner = await ownerOfAddress(tx, email);
  if (owner !== null && owner !== id)
    throw new Refused("email_taken", "This address belongs to another account by now. Sign in to that one.");
  return owner;
}

/** Makes the address the account's own, unless another account was first. */
export async function claimAddress(
  tx: Db,
  ctx: Pick<RequestContext, "ipAddress" | "requestId">,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<void> {
  const owner = await refuseOthersAddress(tx, { id, email });
  if (owner === id) return;
  await tx
    .update(users)
    .set({ emailVerifiedAt: sql`now()` })
    .where(and(eq(users.id, id), isNull(users.emailVerifiedAt)));
  const entry = { action: "account.verify_email", subject: id, ...OWN_ACCOUNT } as const;
  await recordAudit(tx, { ...ctx, user: { id } }, entry);
}
