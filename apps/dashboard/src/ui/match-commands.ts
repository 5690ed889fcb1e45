/** Which commands fit what was typed: every word of it, anywhere in the label or its group. */
import type { CommandGroup } from "./command-menu.tsx";

export function matchCommands(groups: readonly CommandGroup[], typed: string): readonly CommandGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ title, commands }) => ({
      title,
      commands: commands.filter(({ label }) => {
        const text = `${title} ${label}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ commands }) => commands.length > 0);
}
