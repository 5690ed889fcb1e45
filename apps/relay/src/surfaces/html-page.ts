/** A page for a person: its look, its strict policy, and its escaping. Nothing in it comes from elsewhere. */
import { newResumeSecret } from "@agent-socket/protocol";
import type { Answer } from "./answer.ts";

type Page = {
  /** As plain text. */
  readonly title: string;
  /** As HTML, every foreign text in it escaped. */
  readonly main: string;
  /** Our own, and of use only: the page works without it. */
  readonly script?: string;
};

const STYLE = `
:root { color-scheme: light dark;
  --ink: light-dark(#14171f, #eceef3); --soft: light-dark(#596070, #9aa2b1); --line: light-dark(#e3e6ec, #282d38);
  --card: light-dark(#ffffff, #161a22); --page: light-dark(#f4f5f8, #0d1015); --field: light-dark(#f7f8fa, #0f1319);
  --accent: light-dark(#3b4fd8, #93a2ff); --on-accent: light-dark(#ffffff, #10131c);
  --good: light-dark(#0f7a46, #58cf98); --bad: light-dark(#b3261e, #ff9089); --wait: light-dark(#8a5a00, #f0bd62); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-text-size-adjust: 100%; }
main { max-width: 42rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 3.5rem) clamp(1rem, 4vw, 1.5rem) 4rem; }
header { padding: 0 .25rem; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2rem); line-height: 1.2; letter-spacing: -.015em; margin: 0 0 .5rem; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 1.0625rem; line-height: 1.3; margin: 0 0 .375rem; }
h3 { font-size: .875rem; margin: 1rem 0 .25rem; display: flex; align-items: baseline; gap: .5rem; }
h3::before { content: ""; width: .5rem; height: .5rem; border-radius: 50%; background: currentColor; flex: none; }
p { margin: 0 0 .75rem; overflow-wrap: anywhere; } p:last-child { margin-bottom: 0; }
.soft { color: var(--soft); } .idea { margin: 1.25rem 0 0; } .small { font-size: .9375rem; }
.status { display: inline-flex; align-items: center; gap: .5rem; font-size: .9375rem; font-weight: 600; margin-bottom: .5rem; }
.status::before { content: ""; width: .625rem; height: .625rem; border-radius: 50%; background: currentColor; flex: none; }
.good { color: var(--good); } .bad { color: var(--bad); } .wait { color: var(--wait); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 1rem; padding: 1.25rem clamp(1rem, 4vw, 1.5rem); margin-top: 1rem; }
ul { margin: 0; padding-left: 1rem; } li { overflow-wrap: anywhere; padding-left: .125rem; } li::marker { color: var(--soft); }
textarea { display: block; width: 100%; min-height: 6.5rem; field-sizing: content; resize: vertical; font: .875rem/1.55 ui-monospace, SFMono-Regular, Menlo, monospace; color: inherit; background: var(--field); border: 1px solid var(--line); border-radius: .625rem; padding: .75rem .875rem; overflow-wrap: anywhere; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; border-radius: .625rem; padding: .5rem 1.125rem; margin-top: .75rem; cursor: pointer; border: 1px solid transparent; background: var(--accent); color: var(--on-accent); }
button.bad { background: transparent; border-color: currentColor; color: var(--bad); }
button[hidden] { display: none; }
details { border-top: 1px solid var(--line); margin-top: .875rem; padding-top: .375rem; }
details + details { margin-top: .25rem; }
summary { cursor: pointer; min-height: 2.25rem; padding: .375rem 0; font-weight: 600; } summary.bad { width: fit-content; }
details[open] > summary { margin-bottom: .375rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

export function htmlPage(status: number, { title, main, script }: Page): Answer {
  const nonce = newResumeSecret();
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(title)}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main>
${main}
</main>${script === undefined ? "" : `<script nonce="${nonce}">${script}</script>`}</body></html>
`;
  const scripts = script === undefined ? "" : ` script-src 'nonce-${nonce}';`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}';${scripts} form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
    body,
  };
}

export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
