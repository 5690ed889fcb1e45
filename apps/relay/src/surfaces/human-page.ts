/** The link as a person sees it who opens it in a browser: which app, what an AI may do with it, how to hand it over, and how to end it. */
import { isReadOnlyTool, newResumeSecret } from "@agent-socket/protocol";
import { type Answer, clockTime } from "./answer.ts";
import type { LinkView } from "./link-view.ts";
import { titleOf } from "./next-links.ts";

const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#16181d, #eceef2); --soft: light-dark(#5b6270, #a3aab8); --line: light-dark(#e2e5ea, #2b303a);
  --card: light-dark(#fff, #16191f); --page: light-dark(#f6f7f9, #0e1014); --good: light-dark(#137a4b, #4cc38a); --bad: light-dark(#b42318, #ff8b80); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; } .soft { color: var(--soft); }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.1rem 1.25rem; margin-top: 1rem; }
h3 { font-size: .875rem; color: var(--soft); margin: .9rem 0 .15rem; } ul { margin: 0; padding-left: 1.1rem; } li { overflow-wrap: anywhere; }
textarea { width: 100%; min-height: 6.5rem; field-sizing: content; font: 14px/1.5 ui-monospace, monospace; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--page); color: inherit; resize: vertical; }
.online { color: var(--good); } .offline { color: var(--bad); }
button { font: inherit; font-weight: 600; color: var(--bad); background: transparent; border: 1px solid currentColor; border-radius: .5rem; padding: .5rem 1rem; cursor: pointer; }
:focus-visible { outline: 3px solid light-dark(#2563eb, #7aa7ff); outline-offset: 2px; }
`;

export function humanPage(view: LinkView): Answer {
  const nonce = newResumeSecret();
  const name = escaped(view.app.name);
  const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${name}: a link for your AI</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main>
<p class="soft">A link for your AI</p>
<h1>${name}</h1>
<p>${escaped(view.app.description)}</p>
<p class="${view.isOnline ? "online" : "offline"}">${view.isOnline ? "The app is online." : "The app is away. Open it again in its tab; this link stays the same."}</p>
<section><h2>Hand it to your AI</h2>
<p class="soft">Copy this sentence into Claude, ChatGPT, Gemini or any other chat. Whoever has the link can use it, so paste it only there.</p>
<textarea readonly aria-label="Sentence to paste into a chat">Please use my app "${name}" for me. Open this link, it explains what you can do there: ${escaped(view.base)}</textarea></section>
<section><h2>What an AI may do with it</h2>${permissions(view)}</section>
<section><h2>Use</h2><p>${escaped(usage(view))}</p>
<form method="post" action="${escaped(view.base)}/_as/revoke"><button>Revoke this link</button></form></section>
</main></body></html>
`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy },
    body,
  };
}

function permissions({ tools }: LinkView): string {
  const reads = tools.filter(isReadOnlyTool);
  const lasting = tools.filter((tool) => !isReadOnlyTool(tool) && tool.annotations.destructiveHint === true);
  const changes = tools.filter((tool) => !isReadOnlyTool(tool) && !lasting.includes(tool));
  const group = (title: string, members: typeof reads) =>
    members.length === 0
      ? ""
      : `<h3>${title}</h3><ul>${members.map((tool) => `<li>${escaped(titleOf(tool))}</li>`).join("")}</ul>`;
  return (
    `${group("See", reads)}${group("Change", changes)}${group("Change for good", lasting)}` ||
    "<p>Nothing at the moment.</p>"
  );
}

function usage({ calls, lastUsedAtMs, label, expiresAtMs }: LinkView): string {
  const used =
    lastUsedAtMs === null
      ? "Not used yet."
      : `${calls} ${calls === 1 ? "call" : "calls"}, the last at ${clockTime(lastUsedAtMs)}.`;
  const until =
    expiresAtMs === null
      ? ""
      : ` Valid until ${new Date(expiresAtMs).toISOString().slice(0, 16).replace("T", " ")} UTC.`;
  return `${label === null ? "" : `Label: ${label}. `}${used}${until}`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
