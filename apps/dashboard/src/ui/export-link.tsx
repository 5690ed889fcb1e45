/** What a page shows, as a file for a spreadsheet. */
import { Download } from "lucide-react";
import { buttonClass } from "./button.tsx";

type Props = { readonly href: string; readonly title?: string };

export function ExportLink({ href, title }: Props) {
  return (
    <a href={href} download title={title} className={buttonClass({})}>
      <Download aria-hidden="true" />
      Export CSV
    </a>
  );
}
