/** All documents in their order, and one of them with its neighbours. */
import "server-only";
import { cache } from "react";
import { docNames, readDocText } from "./docs-folder.ts";
import { type RenderedDoc, renderMarkdown } from "./render-markdown.ts";

export type DocLink = { readonly href: string; readonly title: string };
export type DocGroup = { readonly title: string; readonly docs: readonly DocLink[] };
export type Doc = RenderedDoc & { readonly previous: DocLink | null; readonly next: DocLink | null };

/** What is in none of these comes after them. */
const ORDER: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  { title: "Start", names: ["index", "quick-start", "concepts", "any-chat"] },
  { title: "Build", names: ["sdk", "protocol", "errors"] },
  {
    title: "Run",
    names: ["dashboard", "self-hosting", "environment", "observability", "scaling", "benchmarks"],
  },
  { title: "Understand", names: ["architecture", "security"] },
];

const rendered = new Map<string, RenderedDoc>();

function renderedDoc(name: string): RenderedDoc {
  const known = rendered.get(name) ?? renderMarkdown(readDocText(name), name);
  rendered.set(name, known);
  return known;
}

const linkTo = (name: string): DocLink => ({
  href: name === "index" ? "/docs" : `/docs/${name}`,
  title: renderedDoc(name).title,
});

export const docGroups = cache((): readonly DocGroup[] => {
  const names = docNames();
  const ordered = ORDER.map((group) => ({
    ...group,
    names: group.names.filter((name) => names.includes(name)),
  }));
  const placed = new Set(ordered.flatMap((group) => group.names));
  const rest = { title: "Decisions and more", names: names.filter((name) => !placed.has(name)) };
  return [...ordered, rest]
    .filter((group) => group.names.length > 0)
    .map(({ title, names: own }) => ({ title, docs: own.map(linkTo) }));
});

/** `null`: there is no such document. */
export function findDoc(name: string): Doc | null {
  if (!docNames().includes(name)) return null;
  const all = docGroups().flatMap(({ docs }) => docs);
  const at = all.findIndex(({ href }) => href === linkTo(name).href);
  return { ...renderedDoc(name), previous: all[at - 1] ?? null, next: all[at + 1] ?? null };
}
