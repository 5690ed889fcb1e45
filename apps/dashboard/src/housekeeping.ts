/** Forgets what is over: for the background, and for an operator who does not want to wait for it. */
import type { ServiceContext } from "./context.ts";
import { purgeDeletedApps } from "./features/apps/purge-deleted-apps.ts";
import { forgetOldAttempts } from "./features/auth/count-attempt.ts";
import { forgetUnprovenAccounts } from "./features/auth/forget-unproven-accounts.ts";
import { createLogins } from "./features/auth/logins.ts";
import { forgetOldMailTokens } from "./features/auth/mail-token.ts";
import { forgetOldMails } from "./features/mailbox/list-mails.ts";
import { forgetRefusalEvents } from "./features/relay-events/forget-refusal-events.ts";
import { forgetOldBooks, type Forgotten } from "./features/retention/forget-old-books.ts";
import { purgeDeletedWorkspaces } from "./features/workspaces/purge-deleted-workspaces.ts";
import { forgetMessages } from "./relay/take-once.ts";

export async function keepHouse(ctx: ServiceContext, dashboardUrl: string): Promise<Forgotten> {
  await createLogins(ctx.db, dashboardUrl).forgetExpired();
  await forgetOldAttempts(ctx.db);
  await forgetOldMailTokens(ctx.db);
  await forgetOldMails(ctx);
  await forgetRefusalEvents(ctx.db);
  await forgetMessages(ctx.db);
  await purgeDeletedApps({ ctx });
  await purgeDeletedWorkspaces({ ctx });
  await forgetUnprovenAccounts({ ctx });
  return forgetOldBooks({ ctx });
}
