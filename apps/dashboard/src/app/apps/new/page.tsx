/** `/apps/new`: leads to making an app in the workspace that was open last. */
import { redirect } from "next/navigation";
import { preferredWorkspacePath } from "../../preferred-workspace.ts";

export default async function NewAppPage() {
  redirect(await preferredWorkspacePath("/new-app"));
}
