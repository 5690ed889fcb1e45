/** The context of a request to a page, an action or a route that people use. */
import { newRequestId } from "@agent-socket/protocol";
import { headers } from "next/headers";
import { cache } from "react";
import type { RequestContext } from "../../context.ts";
import { serviceContext } from "../../service-context.ts";

/** The same one for all of a request's rendering. */
export const requestContext = cache(async (): Promise<RequestContext> => {
  const service = serviceContext();
  const requestId = newRequestId();
  return {
    ...service,
    log: service.log.child({ requestId }),
    requestId,
    ipAddress: addressOf(await headers()),
  };
});

/**
 * The last address of `X-Forwarded-For`: the one that the proxy before us, or Next's own server, added. Whatever
 * stands before it was written by the client.
 */
function addressOf(received: Headers): string | null {
  return received.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}
