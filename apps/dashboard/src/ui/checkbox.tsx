/** A check mark with a name that is heard and not seen, and room enough for a finger. */
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"input">, "type"> & { readonly label: string };

export function Checkbox({ label, ...input }: Props) {
  return (
    <label className="-m-1.5 grid size-7 cursor-pointer place-items-center">
      <input type="checkbox" aria-label={label} className="size-4 cursor-pointer accent-accent" {...input} />
    </label>
  );
}
