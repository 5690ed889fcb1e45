/** Our own Markdown as HTML: headings with anchors, links that lead to pages here, code in colours with a way to copy it. */
import GithubSlugger from "github-slugger";
import { Marked, type Tokens } from "marked";
import { type CodeMark, highlight } from "../../ui/highlight.ts";
import { docHref } from "./doc-href.ts";
import { escapeHtml } from "./escape-html.ts";

export type DocHeading = { readonly id: string; readonly text: string };
export type RenderedDoc = {
  /** Of the first heading, which the HTML leaves to the page. */
  readonly title: string;
  readonly html: string;
  readonly headings: readonly DocHeading[];
};

/** `name`: the document's own, which relative links start from. */
export function renderMarkdown(text: string, name: string): RenderedDoc {
  const slugger = new GithubSlugger();
  const headings: DocHeading[] = [];
  let title = "";
  let tables = 0;
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const inner = this.parser.parseInline(tokens);
        const words = this.parser.parseInline(tokens, this.parser.textRenderer);
        const id = slugger.slug(words);
        if (depth === 1 && title === "") {
          title = words;
          return "";
        }
        if (depth === 2) headings.push({ id, text: words });
        return `<h${depth} id="${id}"><a href="#${id}">${inner}</a></h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const inner = this.parser.parseInline(tokens);
        const target = docHref(href, name);
        return target === null ? inner : `<a href="${escapeHtml(target)}">${inner}</a>`;
      },
      // The pictures lie in the repository; their words say the same.
      image: ({ text: words }: Tokens.Image) => escapeHtml(words),
      code: ({ text: code, lang }: Tokens.Code) => codeBlock(code, lang ?? ""),
      table(token: Tokens.Table) {
        const row = (cells: readonly Tokens.TableCell[], tag: "th" | "td") =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("\n");
        return `<div class="wide" role="region" aria-label="Table ${++tables}" tabindex="0"><table><thead>${row(token.header, "th")}</thead><tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  const html = marked.parse(text, { async: false });
  return { title, html, headings };
}

const SCRIPTS = new Set(["ts", "tsx", "js", "jsx", "json"]);
const marks: Readonly<Record<CodeMark, string>> = {
  plain: "",
  comment: "code-comment",
  string: "code-string",
  keyword: "code-keyword",
  name: "code-name",
  number: "code-number",
};

function codeBlock(code: string, language: string): string {
  const coloured = highlight(code, SCRIPTS.has(language) ? "ts" : "text")
    .map(({ mark, text }) =>
      mark === "plain" ? escapeHtml(text) : `<span class="${marks[mark]}">${escapeHtml(text)}</span>`,
    )
    .join("");
  // A picture made of text is no code that anybody copies.
  const copy = language === "" ? "" : '<button type="button" data-copy>Copy</button>';
  return `<figure>${copy}<pre role="region" aria-label="Code" tabindex="0"><code>${coloured}</code></pre></figure>\n`;
}
