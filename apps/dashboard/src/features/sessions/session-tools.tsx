/** What a session offers: how many tools, and which, for who wants to know. */
import { Disclosure } from "../../ui/disclosure.tsx";
import { plural } from "../../ui/format.ts";
import type { SessionSummary } from "./list-sessions.ts";

type Props = { readonly session: Pick<SessionSummary, "toolCount" | "toolNames"> };

export function SessionTools({ session: { toolCount, toolNames } }: Props) {
  const count = plural(toolCount, "tool");
  if (toolNames === null || toolNames.length === 0)
    return <span className="text-sm text-ink-3">{count}</span>;
  const unnamed = toolCount - toolNames.length;
  return (
    <Disclosure summary={count}>
      <ul className="grid max-w-72 gap-1 pb-1">
        {toolNames.map((name) => (
          <li key={name} className="font-mono text-sm wrap-anywhere text-ink-2">
            {name}
          </li>
        ))}
        {unnamed > 0 && <li className="text-sm text-ink-3">and {unnamed} more</li>}
      </ul>
    </Disclosure>
  );
}
