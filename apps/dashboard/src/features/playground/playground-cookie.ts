/** The cookie in which the browser keeps its sealed link, for the playground of one app alone. */
import { cookies } from "next/headers";
import type { UserContext } from "../../context.ts";
import { env } from "../../env.ts";
import { type Holder, openSeal, type PlaygroundLink, sealLink } from "./sealed-link.ts";

const NAME = "playground";

const holderOf = ({ user, loginId }: UserContext, appId: string): Holder => ({
  userId: user.id,
  loginId,
  appId,
});

const attributesOf = (appId: string) => ({
  path: `/apps/${encodeURIComponent(appId)}/playground`,
  httpOnly: true,
  sameSite: "strict" as const,
  secure: env().dashboardUrl.startsWith("https://"),
});

/** `null` when no playground of this app is open in this login. */
export async function heldLink(ctx: UserContext, appId: string): Promise<PlaygroundLink | null> {
  const sealed = (await cookies()).get(NAME)?.value;
  return sealed === undefined ? null : openSeal(sealed, holderOf(ctx, appId), env().controlSecrets);
}

export async function keepLink(ctx: UserContext, appId: string, link: PlaygroundLink): Promise<void> {
  const value = await sealLink(link, holderOf(ctx, appId), env().controlSecrets);
  (await cookies()).set({ name: NAME, value, ...attributesOf(appId), expires: new Date(link.expiresAtMs) });
}

export async function forgetLink(appId: string): Promise<void> {
  (await cookies()).set({ name: NAME, value: "", ...attributesOf(appId), maxAge: 0 });
}
