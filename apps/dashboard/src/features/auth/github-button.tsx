/** The way in by GitHub, where it is configured. A plain link: the route answers with a redirect, which nothing may fetch ahead. */
import { buttonClass } from "../../ui/button.tsx";

export function GitHubButton({ next }: { readonly next: string | null }) {
  const query = next === null ? "" : `?next=${encodeURIComponent(next)}`;
  return (
    <div className="grid gap-5">
      <p className="flex items-center gap-3 text-sm text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <a href={`/api/auth/github${query}`} className={buttonClass({}, "h-10!")}>
        Continue with GitHub
      </a>
    </div>
  );
}
