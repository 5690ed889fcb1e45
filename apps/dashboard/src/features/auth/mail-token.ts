/** The secrets of mailed links: made once, kept as a digest, good once and not for long. */
import { type Db, mailTokens } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { and, eq, gt, lte, sql } from "drizzle-orm";
import { randomBytes } from "node:crypto";

type Purpose = (typeof mailTokens.$inferSelect)["purpose"];

const LASTS_MINUTES: Readonly<Record<Purpose, number>> = { verify_email: 3 * 24 * 60, reset_password: 60 };

/** 256 bits, for an address. */
export const newMailSecret = (): string => randomBytes(32).toString("base64url");

/** Returns the secret for the link: it is nowhere else. */
export async function issueMailToken(db: Db, userId: string, purpose: Purpose): Promise<string> {
  const secret = newMailSecret();
  await db.insert(mailTokens).values({
    tokenHash: await sha256(secret),
    purpose,
    userId,
    expiresAt: sql`now() + ${LASTS_MINUTES[purpose]} * interval '1 minute'`,
  });
  return secret;
}

/** Whose link it is while it is good, without using it up; `null` for any other. */
export async function readMailToken(db: Db, secret: string, purpose: Purpose): Promise<string | null> {
  const [found] = await db
    .select({ userId: mailTokens.userId })
    .from(mailTokens)
    .where(await isGood(secret, purpose));
  return found?.userId ?? null;
}

/** The same, and uses it up together with all of the person's links of that purpose. */
export async function takeMailToken(tx: Db, secret: string, purpose: Purpose): Promise<string | null> {
  const [taken] = await tx
    .delete(mailTokens)
    .where(await isGood(secret, purpose))
    .returning({ userId: mailTokens.userId });
  if (taken === undefined) return null;
  await tx
    .delete(mailTokens)
    .where(and(eq(mailTokens.userId, taken.userId), eq(mailTokens.purpose, purpose)));
  return taken.userId;
}

export async function forgetOldMailTokens(db: Db): Promise<void> {
  await db.delete(mailTokens).where(lte(mailTokens.expiresAt, sql`now()`));
}

const isGood = async (secret: string, purpose: Purpose) =>
  and(
    eq(mailTokens.tokenHash, await sha256(secret)),
    eq(mailTokens.purpose, purpose),
    gt(mailTokens.expiresAt, sql`now()`),
  );
