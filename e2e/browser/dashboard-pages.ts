/** Every page of the dashboard, from the folders that are its addresses, and what is needed to open each. */
import { globSync } from "node:fs";
import { join } from "node:path";

/** What stands in brackets in an address, such as `appId`. */
export type PageParameters = Readonly<Record<string, string>>;

/** `person` needs a login; `stranger` is for who has none, and may send others on. */
export type DashboardPage = { readonly route: string; readonly visitor: "stranger" | "person" };

const APP = join(import.meta.dirname, "../../apps/dashboard/src/app");
const ONLY_LEAD_ELSEWHERE = ["/apps", "/apps/new"];
const FOR_STRANGERS =
  /^\/(?:$|signin|signup|forgot-password|reset-password|verify-email|invitation|dev\/|docs|status)/;

export const dashboardPages = (): readonly DashboardPage[] =>
  globSync("**/page.tsx", { cwd: APP })
    .map((file) => `/${file.replace(/\/?page\.tsx$/, "")}`)
    .filter((route) => !ONLY_LEAD_ELSEWHERE.includes(route))
    .toSorted()
    .map((route) => ({ route, visitor: FOR_STRANGERS.test(route) ? "stranger" : "person" }));

/** Throws for a parameter that nobody gave a value, as that of a new page. */
export const addressOf = (route: string, parameters: PageParameters): string =>
  route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`Give ${name} of ${route} a value, to walk that page too.`);
    return value;
  });
