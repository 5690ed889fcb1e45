/** Who is signed in, the theme, and the way out. */
"use client";
import { BookOpen, LogOut, UserRound } from "lucide-react";
import { startTransition } from "react";
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "../../ui/menu.tsx";
import { ThemeMenu } from "../../ui/theme-menu.tsx";

type Props = { readonly email: string; readonly signOut: () => Promise<void> };

export function AccountMenu({ email, signOut }: Props) {
  return (
    <Menu
      label="Account menu"
      button={email.charAt(0)}
      buttonClass="grid size-8 shrink-0 place-items-center rounded-full border border-line bg-surface text-sm font-semibold text-ink uppercase shadow-small hover:border-line-strong/60"
    >
      <MenuLabel>Signed in as</MenuLabel>
      <p role="presentation" className="max-w-72 truncate px-2.5 pb-1.5 font-medium">
        {email}
      </p>
      <MenuSeparator />
      <MenuLink href="/account">
        <UserRound aria-hidden="true" />
        Account
      </MenuLink>
      <MenuLink href="/docs">
        <BookOpen aria-hidden="true" />
        Docs
      </MenuLink>
      <MenuSeparator />
      <ThemeMenu />
      <MenuSeparator />
      <MenuItem onSelect={() => startTransition(signOut)}>
        <LogOut aria-hidden="true" />
        Sign out
      </MenuItem>
    </Menu>
  );
}
