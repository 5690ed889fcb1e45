/** A short text about the app for an AI; the relay adds the tools and how to call them. */

/** What `defaultAgentsMd` says of the app. */
export type AgentsMdOptions = {
  readonly appName: string;
  readonly appDescription: string;
  /** Where a longer text about the app can be read. */
  readonly agentsMdUrl?: string | undefined;
};

/**
 * Markdown for `connect({ agentsMd })`. Leave `agentsMd` out altogether and the relay writes the whole text.
 *
 * @example
 * ```ts
 * import { defaultAgentsMd } from "@agent-socket/sdk";
 *
 * const agentsMd = defaultAgentsMd({ appName: "Card Box", appDescription: "Cards to learn by." });
 * ```
 */
export function defaultAgentsMd({ appName, appDescription, agentsMdUrl }: AgentsMdOptions): string {
  const more = agentsMdUrl === undefined ? "" : `\nMore about ${appName}: ${agentsMdUrl}\n`;
  return `# ${appName}\n\n${appDescription}\n${more}`;
}
