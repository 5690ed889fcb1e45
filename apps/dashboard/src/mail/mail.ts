/** A mail as the verbs compose it, and as it is read: few words, at most one link. */

export type Mail = {
  /** Names it in the log, where nothing else of it may stand. */
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly label: string; readonly url: string };
  /** Why the reader gets it, and what to do if it is not meant for them. */
  readonly footer: string;
};

export type RenderedMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

export function renderMail({ to, subject, paragraphs, link, footer }: Mail): RenderedMail {
  const address = link ? [`${link.label}:\n${link.url}`] : [];
  return {
    to,
    subject,
    text: `${[...paragraphs, ...address, `-- \n${footer}`].join("\n\n")}\n`,
    html: htmlOf({ paragraphs, footer, ...(link && { link }) }),
  };
}

function htmlOf({ paragraphs, link, footer }: Pick<Mail, "paragraphs" | "link" | "footer">): string {
  const body = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`);
  const button = link && [
    `<p><a href="${escapeHtml(link.url)}" style="${BUTTON}">${escapeHtml(link.label)}</a></p>`,
    `<p style="${SMALL}">Or copy this address: ${escapeHtml(link.url)}</p>`,
  ];
  const parts = [...body, ...(button ?? []), `<p style="${SMALL}">${escapeHtml(footer)}</p>`];
  return `<!doctype html><html lang="en"><body style="${PAGE}">${parts.join("")}</body></html>`;
}

const PAGE = "font:16px/1.5 system-ui,sans-serif;color:#1a1c22;max-width:32rem;margin:0 auto;padding:24px";
const BUTTON =
  "display:inline-block;background:#1a1c22;color:#fff;text-decoration:none;padding:10px 18px;border-radius:8px";
const SMALL = "font-size:13px;color:#5c606b;overflow-wrap:anywhere";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
