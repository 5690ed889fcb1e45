/** Mails to those who manage an app's workspace: its calls of the month run out, or have. */
import { apps, memberships, users, workspaces } from "@agent-socket/db";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { ServiceContext } from "../../context.ts";
import type { Mail } from "../../mail/mail.ts";

export async function tellPeople(ctx: ServiceContext, appId: string, percent: number): Promise<void> {
  const people = await ctx.db
    .select({ email: users.email, app: apps.name })
    .from(apps)
    .innerJoin(workspaces, eq(workspaces.id, apps.workspaceId))
    .innerJoin(memberships, eq(memberships.workspaceId, workspaces.id))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(apps.id, appId),
        inArray(memberships.role, ["owner", "admin"]),
        isNotNull(users.emailVerifiedAt),
      ),
    );
  const url = `${ctx.mail.siteUrl}/apps/${appId}/settings`;
  for (const { email, app } of people)
    ctx.mail.send(() => Promise.resolve(quotaMail({ to: email, app, percent, url })));
}

function quotaMail(about: {
  readonly to: string;
  readonly app: string;
  readonly percent: number;
  readonly url: string;
}): Mail {
  const { to, app, percent, url } = about;
  const isOver = percent >= 100;
  return {
    kind: "quota",
    to,
    subject: isOver ? `${app} has used up its calls` : `${app} has used ${percent}% of its calls`,
    paragraphs: [
      isOver
        ? `The app "${app}" has used up its calls of this month. Until the next month begins, AIs that call it are told so, and nothing runs.`
        : `The app "${app}" has used ${percent}% of its calls of this month. At 100% its calls are refused until the next month begins.`,
      "Whoever runs this dashboard can give it a larger quota.",
    ],
    link: { label: "See the app's quota", url },
    footer: "You get this mail because you are an owner or an admin of the app's workspace.",
  };
}
