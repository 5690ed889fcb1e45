/** `GET /api/auth/github/callback?code=&state=`: the browser comes back from GitHub. */
import { redirect } from "next/navigation";
import { finishGitHub } from "../../../../../features/auth/github-login.ts";

export async function GET(request: Request): Promise<Response> {
  redirect(await finishGitHub(new URL(request.url).searchParams));
}
