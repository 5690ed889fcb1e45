/** Between an argument and what a field of a form can hold: text, or a tick. */
import type { Control, Field } from "./field.ts";

/** What stands in a field. A tick stands as `"true"`, no tick as `""`; a choice as its place among the options. */
export type Entry = string;

export type Read =
  { readonly kind: "value"; readonly value: unknown } | { readonly kind: "absent" } | Unreadable;
/** Why the text cannot be the argument. */
export type Unreadable = { readonly kind: "unreadable"; readonly message: string };

const ABSENT: Read = { kind: "absent" };
const value = (found: unknown): Read => ({ kind: "value", value: found });
const unreadable = (message: string): Unreadable => ({ kind: "unreadable", message });

/** How the argument is shown in its field at first. */
export function entryOf({ control, value: given }: Field): Entry {
  if (given === undefined) return "";
  switch (control.kind) {
    case "checkbox":
      return given === true ? "true" : "";
    case "choice":
      return String(control.options.findIndex((option) => JSON.stringify(option) === JSON.stringify(given)));
    case "list":
      return Array.isArray(given) ? given.join("\n") : "";
    case "json":
      return JSON.stringify(given, null, 2);
    case "text":
    case "number":
      return given === null ? "" : String(given);
  }
}

/** What the person left empty is left out, unless emptiness is a value. */
export function readEntry({ control, isRequired, value: given }: Field, entry: Entry): Read {
  switch (control.kind) {
    case "checkbox":
      return entry === "" && given === undefined && !isRequired ? ABSENT : value(entry !== "");
    case "choice":
      return entry === "" || entry === "-1" ? ABSENT : value(control.options[Number(entry)]);
    case "list":
      return readList(control.of, entry, isRequired);
    case "json":
      return readJson(entry);
    case "number":
      return readNumber(entry);
    case "text":
      return entry === "" && !(isRequired && given === "") ? ABSENT : value(entry);
  }
}

function readNumber(entry: string): Read {
  if (entry.trim() === "") return ABSENT;
  const number = Number(entry.trim().replace(",", "."));
  return Number.isFinite(number) ? value(number) : unreadable("must be a number");
}

function readList(of: Extract<Control, { kind: "list" }>["of"], entry: string, isRequired: boolean): Read {
  const lines = entry
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0) return isRequired ? value([]) : ABSENT;
  if (of === "string") return value(lines);
  const items = lines.map((line) => (of === "number" ? readNumber(line) : readYesNo(line)));
  const bad = items.findIndex(({ kind }) => kind !== "value");
  if (bad >= 0)
    return unreadable(`line ${bad + 1} must be ${of === "number" ? "a number" : "true or false"}`);
  return value(items.flatMap((item) => (item.kind === "value" ? [item.value] : [])));
}

function readYesNo(line: string): Read {
  const word = line.toLowerCase();
  return word === "true" || word === "false" ? value(word === "true") : unreadable("must be true or false");
}

function readJson(entry: string): Read {
  if (entry.trim() === "") return ABSENT;
  try {
    return value(JSON.parse(entry));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "it cannot be read";
    return unreadable(`is not JSON: ${why}`);
  }
}
