/** A check mark with a name that is heard and not seen, and room enough for a finger. */
import { Check } from "lucide-react";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"input">, "type"> & { readonly label: string };

export function Checkbox({ label, ...input }: Props) {
  return (
    <label className="relative -m-1.5 grid size-7 cursor-pointer place-items-center">
      {/* The browser's own is a grey block in the dark; where it chooses all colours, its own it is. */}
      <input
        type="checkbox"
        aria-label={label}
        className="peer size-4 cursor-pointer appearance-none rounded-[4px] border border-line-strong bg-surface transition-colors checked:border-accent checked:bg-accent hover:border-ink-3 disabled:cursor-default disabled:opacity-50 forced-colors:appearance-auto"
        {...input}
      />
      <Check
        aria-hidden="true"
        strokeWidth={3.5}
        className="pointer-events-none absolute inset-0 m-auto hidden size-3 text-surface peer-checked:block forced-colors:hidden!"
      />
    </label>
  );
}
