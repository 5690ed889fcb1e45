/** The choice of theme, as a part of a menu. */
"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { MenuChoices } from "./menu.tsx";

const choices = [
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" /> },
  { value: "system", label: "System", icon: <Monitor aria-hidden="true" /> },
];

export function ThemeMenu() {
  const { theme = "system", setTheme } = useTheme();
  return <MenuChoices label="Theme" value={theme} choices={choices} onChange={setTheme} />;
}
