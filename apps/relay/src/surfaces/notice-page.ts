/** What a person's browser tab shows instead of a link's page: that it was revoked just now, or why it cannot be used. */
import { cleanLine, type ErrorCode, errorTable, limits, type Refusal } from "@agent-socket/protocol";
import { type Answer, refusalHeaders } from "./answer.ts";
import { escaped, htmlPage } from "./html-page.ts";
import type { LinkView } from "./link-view.ts";

type Notice = { readonly title: string; readonly lines: readonly string[] };

const MAX_LINE_CHARS = 1_000;

export function revokedPage({ app }: LinkView): Answer {
  const name = cleanLine(app.name, limits.MAX_NAME_CHARS);
  return noticePage(200, "good", "Done", {
    title: "This link is revoked",
    lines: [
      `No AI can use ${name} through it any more, in any chat.`,
      "To use the app with an AI again, make a new link in the app.",
    ],
  });
}

/** In words for a person; those of the refusal are for an AI. */
const notices: Partial<Readonly<Record<ErrorCode, Notice>>> = {
  link_not_recognised: {
    title: "This link is not known",
    lines: [
      "Most likely it was not copied whole. Compare it with the link in the app, to its last character.",
      "If it is the same, make a new one in the app.",
    ],
  },
  link_revoked: {
    title: "This link was revoked",
    lines: [
      "Someone who had it ended it, so no AI can use it any more.",
      "A new link can be made in the app.",
    ],
  },
  link_expired: {
    title: "This link has expired",
    lines: ["Its time is over, or its calls are used up.", "A new link can be made in the app."],
  },
  session_ended: {
    title: "The app has ended this link",
    lines: [
      "The app was closed for good, or was away for too long.",
      "Open the app and make a new link there.",
    ],
  },
};

export function refusedHumanPage(refusal: Refusal): Answer {
  const { code, message, hint } = refusal;
  const own = {
    title: "This link cannot be used now",
    lines: [message, ...(hint === undefined ? [] : [hint])],
  };
  const page = noticePage(errorTable[code].http, "bad", "Not available", notices[code] ?? own);
  return { ...page, headers: { ...page.headers, ...refusalHeaders(refusal) } };
}

function noticePage(status: number, tone: "good" | "bad", verdict: string, { title, lines }: Notice): Answer {
  const paragraphs = lines.map(
    (line, index) =>
      `<p${index === 0 ? "" : ' class="soft"'}>${escaped(cleanLine(line, MAX_LINE_CHARS))}</p>`,
  );
  const main = `<section><p class="status ${tone}">${verdict}</p><h1>${escaped(title)}</h1>
${paragraphs.join("\n")}</section>`;
  return htmlPage(status, { title, main });
}
