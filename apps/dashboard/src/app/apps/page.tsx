/** `/apps`: leads to the apps of the workspace that was open last. */
import { redirect } from "next/navigation";
import { preferredWorkspacePath } from "../preferred-workspace.ts";

export default async function AppsPage() {
  redirect(await preferredWorkspacePath(""));
}
