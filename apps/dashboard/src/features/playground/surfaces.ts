/** The ways by which an AI reads an app. */

export const SURFACES = [
  { id: "briefing", name: "Briefing", who: "Any AI that opens the link reads this first." },
  { id: "tools", name: "tools.json", who: "Agents that write code read the tools from here." },
  { id: "openapi", name: "OpenAPI", who: "Importers read this, such as the actions of a custom GPT." },
  {
    id: "page",
    name: "Call page",
    who: "A reader that can only open links chooses the arguments of this tool here.",
  },
  { id: "mcp", name: "MCP tools/list", who: "MCP clients list the tools like this." },
] as const;

export type Surface = (typeof SURFACES)[number];
export type SurfaceId = Surface["id"];

/** The first one for a name that is none. */
export const surfaceOf = (id: string | null): Surface =>
  SURFACES.find((surface) => surface.id === id) ?? SURFACES[0];
