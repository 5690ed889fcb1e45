/** A message that stays where it matters: what happened, and what to do about it. */
import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const looks = {
  info: { icon: Info, frame: "border-line bg-sunken", mark: "text-ink-3" },
  live: { icon: CircleCheck, frame: "border-live-dot/25 bg-live-soft", mark: "text-live" },
  wait: { icon: TriangleAlert, frame: "border-wait-dot/35 bg-wait-soft", mark: "text-wait" },
  stop: { icon: CircleAlert, frame: "border-stop-dot/25 bg-stop-soft", mark: "text-stop" },
};

type Props = {
  readonly tone?: keyof typeof looks;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** `alert` interrupts a screen reader, `status` waits its turn. Leave it out for what was there from the start. */
  readonly role?: "alert" | "status";
};

export function Notice({ tone = "info", title, children, action, role }: Props) {
  const { icon: Icon, frame, mark } = looks[tone];
  return (
    <div
      role={role}
      className={clsx(
        "flex flex-wrap gap-x-4 gap-y-3 rounded-md border p-3.5",
        title && children ? "items-start" : "items-center",
        frame,
      )}
    >
      <div className="flex min-w-0 flex-1 basis-64 gap-2.5">
        <Icon aria-hidden="true" className={clsx("mt-[3px] size-4 shrink-0", mark)} />
        <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className="text-ink-2">{children}</div>}
        </div>
      </div>
      {action && <div className="flex flex-wrap gap-2 max-sm:pl-6.5">{action}</div>}
    </div>
  );
}
