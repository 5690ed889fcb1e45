/** The way through a list that is read a page at a time, newest first. */
import { ArrowRight, ChevronsLeft } from "lucide-react";
import { ButtonLink } from "./button.tsx";

type Props = {
  readonly label: string;
  /** `null` on the first page. */
  readonly firstHref: string | null;
  /** `null` on the last page. */
  readonly nextHref: string | null;
};

export function Pager({ label, firstHref, nextHref }: Props) {
  if (firstHref === null && nextHref === null) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-3 pt-4">
      <span>
        {firstHref !== null && (
          <ButtonLink href={firstHref} size="small">
            <ChevronsLeft aria-hidden="true" />
            Newest
          </ButtonLink>
        )}
      </span>
      <span>
        {nextHref !== null && (
          <ButtonLink href={nextHref} size="small" rel="next">
            Older
            <ArrowRight aria-hidden="true" />
          </ButtonLink>
        )}
      </span>
    </nav>
  );
}
