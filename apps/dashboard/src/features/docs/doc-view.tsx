/** One document: its text, what is on the page, and the way to the next one. */
import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { CopyCode } from "./copy-code.tsx";
import type { DocLink } from "./doc-library.ts";
import type { RenderedDoc } from "./render-markdown.ts";

type Props = {
  readonly doc: RenderedDoc;
  readonly previous: DocLink | null;
  readonly next: DocLink | null;
};

export function DocView({ doc, previous, next }: Props) {
  return (
    <div className="grid gap-x-12 xl:grid-cols-[minmax(0,46rem)_13rem]">
      <article className="min-w-0">
        <h1 className="mb-6 text-2xl font-semibold">{doc.title}</h1>
        <CopyCode>
          {/* Rendered from this repository's own files; nothing that anybody else wrote is in it. */}
          <div className="prose" dangerouslySetInnerHTML={{ __html: doc.html }} />
        </CopyCode>
        <nav
          aria-label="Neighbours"
          className="mt-14 flex flex-wrap justify-between gap-4 border-t border-line pt-6"
        >
          {previous ? <Neighbour link={previous} icon={<ArrowLeft aria-hidden="true" />} /> : <span />}
          {next && <Neighbour link={next} icon={<ArrowRight aria-hidden="true" />} isNext />}
        </nav>
      </article>
      {doc.headings.length > 1 && (
        <nav
          aria-label="On this page"
          className="sticky top-22 hidden max-h-[calc(100dvh-8rem)] self-start overflow-y-auto border-l border-line pl-4 xl:block"
        >
          <ul className="grid gap-1.5 text-sm">
            {doc.headings.map(({ id, text }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="block rounded-sm py-0.5 wrap-anywhere text-ink-2 hover:text-ink"
                >
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

type NeighbourProps = { readonly link: DocLink; readonly icon: ReactNode; readonly isNext?: boolean };

function Neighbour({ link, icon, isNext = false }: NeighbourProps) {
  return (
    <Link
      href={link.href}
      className={`flex items-center gap-2 rounded-sm py-1 font-medium text-ink-2 hover:text-ink [&_svg]:size-4 ${isNext ? "flex-row-reverse" : ""}`}
    >
      {icon}
      {link.title}
    </Link>
  );
}
