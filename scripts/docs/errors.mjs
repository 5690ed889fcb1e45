/** `docs/errors.md` is the error table of the protocol in words: every code, no other, with its status and advice. */
import { errorTable } from "../../packages/protocol/src/error.ts";

/** @typedef {import("../../packages/protocol/src/error.ts").Retry} Retry */

/** @type {Record<Retry, string>} */
const ADVICE = {
  never: "do not send it again",
  later: "try again later",
  "same-key": "send it again only with the same key",
  "after-fix": "send it again once it is mended",
};

/** @param {import("./pages.mjs").Page} page @returns {string[]} */
export function faultsOfErrors(page) {
  const sections = sectionsOf(page);
  const codes = Object.keys(errorTable);
  return [
    ...[...sections.keys()]
      .filter((code) => !codes.includes(code))
      .map((code) => `${page.path} has a heading "${code}", which is no error code.`),
    ...Object.entries(errorTable).flatMap(([code, row]) => {
      const section = sections.get(code);
      if (section === undefined) return [`${page.path} has no heading "${code}".`];
      return wordsOf(row)
        .filter((words) => !section.replaceAll(/\s+/g, " ").includes(words))
        .map((words) => `${page.path}, ${code}: does not say "${words}".`);
    }),
  ];
}

/** What each section must say. @param {import("../../packages/protocol/src/error.ts").ErrorRow} row */
const wordsOf = ({ http, close, retry, meaning }) => [
  meaning,
  `Status ${http} · close code ${close} · ${ADVICE[retry]}`,
  "- **Agent**: ",
  "- **App developer**: ",
];

/** @param {import("./pages.mjs").Page} page @returns {Map<string, string>} */
function sectionsOf({ text, headings }) {
  const lines = text.split("\n");
  const starts = headings.filter(({ depth }) => depth === 2);
  return new Map(
    starts.map(({ text: code, line }, at) => [
      code,
      lines.slice(line, (starts[at + 1]?.line ?? lines.length + 1) - 1).join("\n"),
    ]),
  );
}
