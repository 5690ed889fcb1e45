/** What an empty place says: why it is empty, and the one thing that fills it. */
import type { ReactNode } from "react";

type Props = {
  readonly picture?: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

export function EmptyState({ picture, title, children, action }: Props) {
  return (
    <div className="grid justify-items-center gap-4 px-6 py-14 text-center">
      {picture}
      <div className="grid max-w-md gap-1.5">
        <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
        <div className="text-ink-2">{children}</div>
      </div>
      {action && <div className="mt-1 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
