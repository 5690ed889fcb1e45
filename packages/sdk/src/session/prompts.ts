/** The door for suggested requests. */
import { MAX_DESCRIPTION_CHARS, MAX_PROMPT_CHARS, MAX_PROMPTS } from "@agent-socket/protocol/limit";
import { AgentSocketError } from "../agent-socket-error.ts";

/** A request that a person may make of an AI with this app, ready to send. */
export type Prompt = {
  /** 1 to 64 of A-Z a-z 0-9 _ . - */
  readonly name: string;
  readonly description?: string | undefined;
  readonly text: string;
};

export type WirePrompt = { name: string; description: string; text: string };

export function readPrompts(prompts: readonly Prompt[] | undefined): WirePrompt[] | undefined {
  if (prompts === undefined) return undefined;
  if (!Array.isArray(prompts) || prompts.length > MAX_PROMPTS)
    throw invalid(`"prompts" must be an array of at most ${MAX_PROMPTS}: [{ name, text }].`);
  const names = new Set<string>();
  return prompts.map((prompt: Prompt, index) => {
    const { name, description = "", text } = prompt ?? {};
    const isUsable =
      isText(name, 64) &&
      /^[A-Za-z0-9_.-]+$/.test(name) &&
      !names.has(name) &&
      isText(text, MAX_PROMPT_CHARS) &&
      text.trim() !== "" &&
      isText(description, MAX_DESCRIPTION_CHARS);
    if (!isUsable) throw invalid(`prompts[${index}] ${NEEDS}`);
    names.add(name);
    return { name, description, text };
  });
}

const NEEDS = `needs a "name" of its own (1 to 64 of A-Z a-z 0-9 _ . -), a "text" of 1 to ${MAX_PROMPT_CHARS} characters, and may have a "description" of at most ${MAX_DESCRIPTION_CHARS}.`;

const isText = (value: unknown, maxChars: number): value is string =>
  typeof value === "string" && value.length <= maxChars;

const invalid = (message: string): AgentSocketError => new AgentSocketError("invalid_options", message);
