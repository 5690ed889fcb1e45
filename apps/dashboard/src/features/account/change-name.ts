/** Changes what the caller is called. */
import { users } from "@agent-socket/db";
import { and, eq, ne } from "drizzle-orm";
import * as v from "valibot";
import { OWN_ACCOUNT, recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { PersonName } from "../auth/credentials.ts";

const Input = v.object({ name: PersonName });

export async function changeName({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: v.InferInput<typeof Input>;
}): Promise<{ readonly name: string }> {
  const { name } = parseInput(Input, input);
  const { id } = ctx.user;
  await ctx.db.transaction(async (tx) => {
    const changed = await tx
      .update(users)
      .set({ name })
      .where(and(eq(users.id, id), ne(users.name, name)))
      .returning({ id: users.id });
    if (changed.length > 0)
      await recordAudit(tx, ctx, {
        action: "account.change_name",
        subject: id,
        detail: name,
        ...OWN_ACCOUNT,
      });
  });
  return { name };
}
