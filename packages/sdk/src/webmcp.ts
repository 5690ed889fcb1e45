/** `@agent-socket/sdk/webmcp`: the tools of a page that speaks WebMCP become tools of a link. */
export { adoptWebMcp } from "./webmcp/adopt-web-mcp.ts";
export type { Adoption, AdoptWebMcpOptions } from "./webmcp/adopt-web-mcp.ts";
