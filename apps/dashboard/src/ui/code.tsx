/** Code samples: coloured on the server, scrolled in their own frame, copied with one click. */
import { clsx } from "clsx";
import { CopyButton } from "./copy-button.tsx";
import { type CodeMark, highlight, type Language } from "./highlight.ts";

const colour: Record<CodeMark, string> = {
  plain: "",
  comment: "text-ink-3",
  string: "text-live",
  keyword: "text-accent",
  name: "text-ink font-medium",
  number: "text-wait",
};

type CodeProps = { readonly code: string; readonly language: Language; readonly wrap?: boolean };

export function Code({ code, language, wrap = false }: CodeProps) {
  return (
    <code className={clsx("font-mono text-sm text-ink-2", wrap && "whitespace-pre-wrap")}>
      {highlight(code, language).map((part, index) => (
        <span key={index} className={colour[part.mark]}>
          {part.text}
        </span>
      ))}
    </code>
  );
}

type BlockProps = CodeProps & {
  /** What the sample is, for its frame and for "Copy …". */
  readonly name: string;
  readonly copyLabel?: string;
};

export function CodeBlock({ code, language, name, copyLabel, wrap = false }: BlockProps) {
  return (
    <figure className="min-w-0 overflow-clip rounded-md border border-line bg-sunken">
      <figcaption className="flex h-10 items-center justify-between border-b border-line pr-1.5 pl-4">
        <span className="font-mono text-xs text-ink-3">{name}</span>
        <CopyButton text={code} label={copyLabel ?? `Copy ${name}`}>
          Copy
        </CopyButton>
      </figcaption>
      <pre
        role="region"
        aria-label={name}
        tabIndex={0}
        className="overflow-x-auto p-4 leading-relaxed focus-visible:-outline-offset-2"
      >
        <Code code={code} language={language} wrap={wrap} />
      </pre>
    </figure>
  );
}
