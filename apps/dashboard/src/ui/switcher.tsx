/** Which one of several this is, and the way to another one: a menu in the top bar. */
"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import { Menu, MenuLabel, MenuLink, MenuSeparator } from "./menu.tsx";

type Place = { readonly href: string; readonly name: string };
type Props = {
  /** What they are, such as "App". */
  readonly noun: string;
  readonly current: Place;
  readonly places: readonly Place[];
  /** More ways to go, after the places. */
  readonly more: readonly (Place & { readonly icon: ReactNode })[];
};

export function Switcher({ noun, current, places, more }: Props) {
  return (
    <Menu
      align="start"
      label={`${noun}: ${current.name}. Switch ${noun.toLowerCase()}`}
      buttonClass={buttonClass({ tone: "quiet", size: "small" }, "min-w-0 shrink! text-ink!")}
      button={
        <>
          <span className="truncate text-base font-semibold">{current.name}</span>
          <ChevronsUpDown aria-hidden="true" className="text-ink-3" />
        </>
      }
    >
      <MenuLabel>{noun}s</MenuLabel>
      {places.map(({ href, name }) => (
        <MenuLink key={href} href={href}>
          <span className="max-w-60 flex-1 truncate">{name}</span>
          {href === current.href && <Check aria-label="current" />}
        </MenuLink>
      ))}
      <MenuSeparator />
      {more.map(({ href, name, icon }) => (
        <MenuLink key={href} href={href}>
          {icon}
          {name}
        </MenuLink>
      ))}
    </Menu>
  );
}
