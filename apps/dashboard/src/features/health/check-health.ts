/** Whether the dashboard can work: its database answers. */
import { sql } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";

const PATIENCE_MS = 3_000;

export async function checkHealth({ ctx }: { ctx: ServiceContext }): Promise<boolean> {
  const answered = ctx.db.execute(sql`select 1`).then(
    () => true,
    (cause: unknown) => {
      ctx.log.error({ err: cause }, "database does not answer");
      return false;
    },
  );
  const tooLate = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
  return Promise.race([answered, tooLate]);
}
