/** The way through a list that is read a page at a time. */
import { ArrowRight, ChevronsLeft } from "lucide-react";
import { ButtonLink } from "./button.tsx";

type Props = {
  readonly label: string;
  /** `null` on the first page. */
  readonly firstHref: string | null;
  /** `null` on the last page. */
  readonly nextHref: string | null;
  /** Whether the newest comes first, which is what the ways are named after then. */
  readonly byTime?: boolean;
};

export function Pager({ label, firstHref, nextHref, byTime = true }: Props) {
  if (firstHref === null && nextHref === null) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-3 pt-4">
      <span>
        {firstHref !== null && (
          <ButtonLink href={firstHref} size="small">
            <ChevronsLeft aria-hidden="true" />
            {byTime ? "Newest" : "First page"}
          </ButtonLink>
        )}
      </span>
      <span>
        {nextHref !== null && (
          <ButtonLink href={nextHref} size="small" rel="next">
            {byTime ? "Older" : "Next page"}
            <ArrowRight aria-hidden="true" />
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}
