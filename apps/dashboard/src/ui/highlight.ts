/** Splits short code samples into coloured parts. It knows just enough JavaScript for our own snippets. */

export type Language = "ts" | "text";
export type CodeMark = "plain" | "comment" | "string" | "keyword" | "name" | "number";
export type CodePart = { readonly mark: CodeMark; readonly text: string };

type Rule = { readonly mark: CodeMark; readonly pattern: RegExp };

const script: readonly Rule[] = [
  { mark: "comment", pattern: /\/\/[^\n]*|\/\*[\s\S]*?\*\// },
  { mark: "string", pattern: /"[^"\n]*"|'[^'\n]*'|`[^`]*`/ },
  {
    mark: "keyword",
    pattern:
      /\b(?:import|from|export|default|const|let|await|async|return|function|new|type|true|false|null)\b/,
  },
  { mark: "number", pattern: /\b\d[\d_.]*\b/ },
  { mark: "name", pattern: /\b[A-Za-z_$][\w$]*(?=\s*\()/ },
];

export function highlight(code: string, language: Language): readonly CodePart[] {
  const parts: CodePart[] = [];
  if (language === "text") return [{ mark: "plain", text: code }];
  const any = new RegExp(script.map((rule) => `(${rule.pattern.source})`).join("|"), "gm");
  let done = 0;
  for (const match of code.matchAll(any)) {
    if (match.index > done) parts.push({ mark: "plain", text: code.slice(done, match.index) });
    const which = match.slice(1).findIndex((group) => group !== undefined);
    parts.push({ mark: script[which]?.mark ?? "plain", text: match[0] });
    done = match.index + match[0].length;
  }
  if (done < code.length) parts.push({ mark: "plain", text: code.slice(done) });
  return parts;
}
