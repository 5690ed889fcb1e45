/** An identifier in its own type, with a button that copies it. */
import { CopyButton } from "./copy-button.tsx";

type Props = { readonly text: string; readonly label: string };

export function Copyable({ text, label }: Props) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5 font-mono text-sm text-ink-2">
      <span className="truncate">{text}</span>
      <CopyButton text={text} label={label} className="[&_svg]:size-3.5!" />
    </span>
  );
}
