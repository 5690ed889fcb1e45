/** Ends one of the caller's other logins, or all of them: that browser is signed out with its next request. */
import { authSessions, type Db } from "@agent-socket/db";
import { and, eq, ne, type SQL } from "drizzle-orm";
import { type AuditEntry, OWN_ACCOUNT, recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { isUuid } from "../../is-uuid.ts";
import { Refused } from "../../refused.ts";
import { guessDevice } from "./device-guess.ts";

const UNKNOWN_LOGIN = "This login does not exist, or it has ended already.";

export async function endLogin({
  ctx,
  input: { loginId },
}: {
  ctx: UserContext;
  input: { readonly loginId: string };
}): Promise<{ readonly ended: number }> {
  if (!isUuid(loginId)) throw new Refused("not_found", UNKNOWN_LOGIN);
  if (loginId === ctx.loginId)
    throw new Refused("invalid", "This is the login you are using. Sign out to end it.");
  return ctx.db.transaction(async (tx) => {
    const [ended] = await endWhere(tx, ctx, eq(authSessions.publicId, loginId));
    if (ended === undefined) throw new Refused("not_found", UNKNOWN_LOGIN);
    await record(tx, ctx, { action: "account.end_login", detail: guessDevice(ended.userAgent) });
    return { ended: 1 };
  });
}

export async function endOtherLogins({ ctx }: { ctx: UserContext }): Promise<{ readonly ended: number }> {
  return ctx.db.transaction(async (tx) => {
    const { length: ended } = await endWhere(tx, ctx, ne(authSessions.publicId, ctx.loginId));
    if (ended > 0) await record(tx, ctx, { action: "account.end_other_logins", detail: String(ended) });
    return { ended };
  });
}

const endWhere = (tx: Db, { user }: UserContext, which: SQL) =>
  tx
    .delete(authSessions)
    .where(and(eq(authSessions.userId, user.id), which))
    .returning({ userAgent: authSessions.userAgent });

const record = (tx: Db, ctx: UserContext, entry: Omit<AuditEntry, "subject">) =>
  recordAudit(tx, ctx, { ...entry, subject: ctx.user.id, ...OWN_ACCOUNT });
