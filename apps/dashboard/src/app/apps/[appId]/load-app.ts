/** The app of the URL and who asks: read once for a request, however many parts of the page need it. */
import { cache } from "react";
import type { UserContext } from "../../../context.ts";
import { type AppDetails, getApp } from "../../../features/apps/get-app.ts";
import { userContext } from "../../../features/auth/current-user.ts";
import { foundOr404 } from "../../../found-or-404.ts";

export type AppParams = Promise<{ readonly appId: string }>;

export const loadApp = cache(
  async (appId: string): Promise<{ readonly ctx: UserContext; readonly app: AppDetails }> => {
    const ctx = await userContext();
    return { ctx, app: await foundOr404(getApp({ ctx, input: { appId } })) };
  },
);
