/** The link as an OpenAPI document: whether it can be imported, and which tools it has. */
import type { Link } from "../link.ts";
import { importOpenapi, MAX_OPERATIONS } from "../openapi/import-openapi.ts";
import { CannotReach } from "../reader/cannot-reach.ts";
import { policies } from "../reader/policies.ts";
import { Reader } from "../reader/reader.ts";
import { fault, type Finding } from "../report.ts";

export type Offered = {
  readonly findings: readonly Finding[];
  /** Why it does not lead to some tool. */
  readonly why: string;
  /** Whether this way leads to the tool. */
  readonly has: (tool: { readonly name: string; readonly path: string }) => boolean;
};

export async function offeredByOpenapi({ url }: Link): Promise<Offered> {
  try {
    const { status, text } = await new Reader(policies.openapi).open(`${url}/openapi.json`);
    if (status !== 200) return nothing(`openapi.json answers ${status}.`);
    const { operations, faults } = importOpenapi(text);
    const urls = new Set(operations.map((operation) => operation.url));
    return {
      findings: faults.map((words) => fault(`openapi.json: ${words}.`)),
      why:
        operations.length < MAX_OPERATIONS
          ? "openapi.json does not list it"
          : `openapi.json does not list it: a custom GPT takes ${MAX_OPERATIONS} operations at most`,
      has: ({ path }) => urls.has(`${url}${path}`),
    };
  } catch (cause) {
    if (cause instanceof CannotReach) return nothing(`openapi.json cannot be read: ${cause.message}`);
    throw cause;
  }
}

export const nothing = (why: string): Offered => ({
  findings: [fault(why)],
  why: "this way is closed",
  has: () => false,
});
