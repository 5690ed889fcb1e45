/** The kinds of chats and their powers, for whoever wants to read a link as they do: a table of contents. */
export { CannotReach, type Obstacle } from "./reader/cannot-reach.ts";
export { type Page, PageCache } from "./reader/page-cache.ts";
export type { Policy } from "./reader/policy.ts";
export { policies, type PolicyName } from "./reader/policies.ts";
export { importOpenapi, type ImportedApi, type Operation } from "./openapi/import-openapi.ts";
export { linksIn, type PrintedLink } from "./reader/printed-links.ts";
export { addressesIn } from "./reader/printed-addresses.ts";
export { Reader } from "./reader/reader.ts";
