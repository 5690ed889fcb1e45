/** What an AI can do with the notes. */
import { reply, tool, type ToolDefinition, type ToolReply } from "@agent-socket/sdk";
import { NoteError, type Notes } from "./notes.ts";

const name = {
  type: "string",
  description: "The name of a note, such as garden.md",
  minLength: 4,
  maxLength: 104,
} as const;

/** What is wrong with a name is for the AI to mend; anything else is not its fault. */
async function orRefused<T>(work: Promise<T>): Promise<T | ToolReply> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof NoteError) return reply(404, { error: cause.message });
    throw cause;
  }
}

export const noteTools = (notes: Notes): readonly ToolDefinition[] => [...reading(notes), appending(notes)];

const reading = (notes: Notes): readonly ToolDefinition[] => [
  tool({
    path: "/notes",
    method: "GET",
    description: "The names of all notes.",
    annotations: { title: "List the notes" },
    handler: () => notes.list(),
  }),
  tool({
    path: "/read",
    method: "GET",
    description: "The text of one note.",
    input: { type: "object", properties: { name }, required: ["name"], additionalProperties: false },
    examples: [{ name: "garden.md" }],
    annotations: { title: "Read a note" },
    handler: ({ input }) => orRefused(notes.read(input.name)),
  }),
  tool({
    path: "/search",
    method: "GET",
    description: "Lines of all notes that hold these words: [{note, line, text}], at most 50.",
    input: {
      type: "object",
      properties: { words: { type: "string", minLength: 2, maxLength: 100 } },
      required: ["words"],
      additionalProperties: false,
    },
    examples: [{ words: "apple" }],
    annotations: { title: "Search the notes" },
    handler: ({ input }) => notes.search(input.words),
  }),
];

const appending = (notes: Notes): ToolDefinition =>
  tool({
    path: "/append",
    description:
      "Adds text at the end of a note, and begins the note where there is none. Nothing is overwritten.",
    input: {
      type: "object",
      properties: { name, text: { type: "string", minLength: 1, maxLength: 10_000 } },
      required: ["name", "text"],
      additionalProperties: false,
    },
    examples: [{ name: "shopping.txt", text: "Apples" }],
    annotations: { title: "Add to a note" },
    handler: ({ input }) => orRefused(notes.append(input.name, input.text).then(() => ({ ok: true }))),
  });
