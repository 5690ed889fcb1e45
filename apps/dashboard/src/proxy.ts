/** Before every page: its content security policy with a nonce of its own, and its path for the sign-in link. */
import { type NextRequest, NextResponse } from "next/server";
import { env } from "./env.ts";
import { LAST_WORKSPACE_COOKIE } from "./last-workspace-cookie.ts";
import { contentSecurityPolicy, NONCE_HEADER, REQUEST_PATH_HEADER } from "./security-headers.ts";

export function proxy(request: NextRequest): NextResponse {
  const { dashboardUrl, exampleUrl, isDevelopment } = env();
  const isHttps = dashboardUrl.startsWith("https:");
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy({
    nonce,
    frameSource: exampleUrl === null ? null : new URL(exampleUrl).origin,
    isHttps,
    isDevelopment,
  });
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(REQUEST_PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // From this header Next takes the nonce for its own scripts.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  rememberWorkspace(request, response, isHttps);
  if (isHttps) response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

/** `/apps` leads to the workspace that was open last. A page that is only fetched ahead was not opened. */
function rememberWorkspace(request: NextRequest, response: NextResponse, secure: boolean): void {
  const [, workspaceId] = /^\/workspaces\/([0-9a-f-]{36})(?:\/|$)/.exec(request.nextUrl.pathname) ?? [];
  if (workspaceId === undefined || request.headers.has("next-router-prefetch")) return;
  if (request.cookies.get(LAST_WORKSPACE_COOKIE)?.value === workspaceId) return;
  response.cookies.set(LAST_WORKSPACE_COOKIE, workspaceId, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure,
    maxAge: 365 * 86_400,
  });
}

export const config = { matcher: ["/((?!api/|sdk/|_next/static/|_next/image).*)"] };
