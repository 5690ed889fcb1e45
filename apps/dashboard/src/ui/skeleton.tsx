/** The shape of what is loading. */
import { clsx } from "clsx";

function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={clsx("animate-breathe rounded-sm bg-ink/7", className)} />;
}

export function PageSkeleton({ label = "Loading" }: { readonly label?: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-6">
      <div className="grid gap-2">
        <Skeleton className="h-7 w-44" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <div className="rounded-lg border border-line bg-surface p-5">
        <div className="grid gap-4">
          {["w-11/12", "w-9/12", "w-10/12", "w-8/12", "w-11/12"].map((width, index) => (
            <Skeleton key={index} className={clsx("h-5", width)} />
          ))}
        </div>
      </div>
    </div>
  );
}
