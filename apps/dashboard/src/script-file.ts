/** The SDK's file for script tags, as this dashboard serves it: its address, and the hash that lets a page refuse any other. */
import manifest from "@agent-socket/sdk/script/manifest.json" with { type: "json" };

/** `path` is this dashboard's own; the name changes with the content, so it may be kept for good. */
export const scriptFile = {
  name: manifest.file,
  path: `/sdk/${manifest.file}`,
  integrity: manifest.integrity,
} as const;
