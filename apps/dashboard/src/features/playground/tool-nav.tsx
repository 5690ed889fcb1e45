/** The tools of the link's scope, one of them chosen. */
import { clsx } from "clsx";
import Link from "next/link";
import type { PlaygroundTool } from "./get-playground.ts";

type Props = {
  readonly tools: readonly PlaygroundTool[];
  readonly current: string;
  readonly hrefOf: (tool: string) => string;
};

export function ToolNav({ tools, current, hrefOf }: Props) {
  return (
    <nav
      aria-label="Tools"
      className="rounded-lg border border-line bg-surface shadow-small max-lg:max-h-64 max-lg:overflow-y-auto"
    >
      <h2 className="flex items-baseline justify-between border-b border-line px-4 py-3 text-sm font-medium">
        Tools <span className="text-xs font-normal text-ink-3">{tools.length}</span>
      </h2>
      <ul className="grid gap-0.5 p-1.5">
        {tools.map(({ name, method }) => (
          <li key={name}>
            <Link
              href={hrefOf(name)}
              scroll={false}
              aria-current={name === current ? "true" : undefined}
              className={clsx(
                "flex items-baseline justify-between gap-3 rounded-sm px-2.5 py-1.5 transition-colors focus-visible:-outline-offset-2",
                name === current
                  ? "bg-ink/6 font-medium text-ink"
                  : "text-ink-2 hover:bg-ink/4 hover:text-ink",
              )}
            >
              <span className="min-w-0 font-mono text-sm wrap-anywhere">{name}</span>
              <span className="text-xs font-normal text-ink-3">{method}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
