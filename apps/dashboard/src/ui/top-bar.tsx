/** The bar on top of signed-in pages: home on the left, then where one is, the account on the right. */
import Link from "next/link";
import type { ReactNode } from "react";
import { LogoMark } from "./logo.tsx";

type Props = {
  readonly homeHref: string;
  readonly homeLabel: string;
  /** Navigation for narrow screens. */
  readonly menu?: ReactNode;
  readonly place?: ReactNode;
  readonly account: ReactNode;
};

export function TopBar({ homeHref, homeLabel, menu, place, account }: Props) {
  return (
    <>
      {menu}
      <Link href={homeHref} aria-label={homeLabel} className="shrink-0 rounded-md">
        <LogoMark className="size-7" />
      </Link>
      {place && (
        <>
          <span aria-hidden="true" className="pl-1 text-lg text-line-strong/60">
            /
          </span>
          <div className="flex min-w-0 items-center">{place}</div>
        </>
      )}
      <span className="flex-1" />
      {account}
    </>
  );
}
