/** `GET /api/auth/github?next=`: sends the browser to GitHub. */
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { startGitHub } from "../../../../features/auth/github-login.ts";

export async function GET(request: Request): Promise<Response> {
  const started = startGitHub(new URL(request.url).searchParams.get("next"));
  if (started === null) return new Response(null, { status: 404 });
  (await cookies()).set(started.cookie);
  redirect(started.url);
}
