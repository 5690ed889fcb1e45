/** Every sentence that a person reads in the question, and how values are shown in it. */
import type { Question } from "../ask/question.ts";
import { clientName } from "../client-name.ts";
import { labelOf } from "./field.ts";

/** Who asks for what; the tool's title follows as the heading. */
export const whoWords = ({ caller }: Question, mode: "complete" | "allow"): string =>
  mode === "allow"
    ? `${clientName(caller.client)} wants to`
    : `${clientName(caller.client)} asks you to fill this in`;

/** By the name that the app gave to the link: the one thing here that the AI cannot choose. */
export const linkWords = ({ caller }: Question): string | null =>
  caller.label === null || caller.label === "" ? null : `Through the link “${caller.label}”`;

export const warningWords = ({ tool }: Question): string | null =>
  tool.effect === "destroys" ? "This may delete something for good." : null;

export const waitingWords = (others: number): string | null =>
  others === 0
    ? null
    : others === 1
      ? "1 more question is waiting."
      : `${others} more questions are waiting.`;

export type Shown = { readonly label: string; readonly text: string };

export const shownArguments = ({ arguments: args, inputSchema }: Question): readonly Shown[] =>
  Object.entries(args).map(([name, value]) => ({
    label: titleOf(inputSchema, name) ?? labelOf(name),
    text: shownValue(value),
  }));

function titleOf(schema: Question["inputSchema"], name: string): string | null {
  const properties = schema?.["properties"];
  if (typeof properties !== "object" || properties === null) return null;
  const found: unknown = Reflect.get(properties, name);
  return typeof found === "object" && found !== null && "title" in found && typeof found.title === "string"
    ? found.title
    : null;
}

function shownValue(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === "" || value === null) return "(empty)";
  if (typeof value === "string") return visible(value);
  const isPlainList =
    Array.isArray(value) && value.every((item) => ["string", "number"].includes(typeof item));
  return visible(isPlainList ? value.join("\n") : JSON.stringify(value, null, 2));
}

/**
 * Characters that cannot be seen, or that turn the order of others, could make a value look like another one. The joiner
 * inside of emoji is left alone.
 */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

const visible = (text: string): string =>
  text.replaceAll(
    UNSEEN,
    (char) => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
