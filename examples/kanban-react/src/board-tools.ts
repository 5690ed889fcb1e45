/** What an AI can do with the board. What cannot be undone is put to the person first, by the SDK. */
import { reply } from "@agent-socket/sdk";
import { useTool } from "@agent-socket/sdk/react";
import type { BoardStore } from "./board-store.ts";
import { type Card, cardsIn, COLUMN_IDS, COLUMNS, MAX_TEXT_CHARS, nextId } from "./board.ts";

const by = "ai";
const id = {
  type: "integer",
  minimum: 1,
  description: "The number of a card, as it stands on the board",
} as const;
const column = { enum: COLUMN_IDS } as const;
const text = { type: "string", minLength: 1, maxLength: MAX_TEXT_CHARS } as const;

export function useBoardTools(store: BoardStore): void {
  useReadingTool(store);
  useChangingTools(store);
  useRemovingTools(store);
}

function useReadingTool({ read }: BoardStore): void {
  useTool({
    path: "/board",
    method: "GET",
    description: "The whole board: [{column, title, cards: [{id, text}]}], each column from top to bottom.",
    annotations: { title: "Read the board" },
    handler: () =>
      COLUMNS.map(({ id: of, title }) => ({
        column: of,
        title,
        cards: cardsIn(read(), of).map((card) => ({ id: card.id, text: card.text })),
      })),
  });
}

function useChangingTools(store: BoardStore): void {
  useTool({
    path: "/add_card",
    description: "Adds a card at the end of a column. Answers with its id.",
    input: object({ column, text }, ["column", "text"]),
    examples: [{ column: "todo", text: "Buy milk" }],
    annotations: { title: "Add a card" },
    handler: ({ input }) => {
      const added = nextId(store.read());
      store.change({ type: "added", by, ...input });
      return { id: added };
    },
  });
  useTool({
    path: "/move_card",
    description: "Moves a card to a column; to its end, or to a place counted from 0 at the top.",
    input: object({ id, column, place: { type: "integer", minimum: 0 } }, ["id", "column"]),
    examples: [{ id: 1, column: "doing", place: 0 }],
    annotations: { title: "Move a card", idempotentHint: true },
    handler: ({ input }) => withCard(store, input.id, () => store.change({ type: "moved", by, ...input })),
  });
  useTool({
    path: "/edit_card",
    description: "Replaces the text of a card.",
    input: object({ id, text }, ["id", "text"]),
    examples: [{ id: 1, text: "Buy oat milk" }],
    annotations: { title: "Edit a card", idempotentHint: true },
    handler: ({ input }) => withCard(store, input.id, () => store.change({ type: "edited", by, ...input })),
  });
}

function useRemovingTools(store: BoardStore): void {
  useTool({
    path: "/remove_card",
    description: "Removes a card for good.",
    input: object({ id }, ["id"]),
    examples: [{ id: 1 }],
    annotations: { title: "Remove a card", destructiveHint: true },
    handler: ({ input }) => withCard(store, input.id, () => store.change({ type: "removed", by, ...input })),
  });
  useTool({
    path: "/clear_column",
    description: "Removes all cards of a column for good. Answers with how many.",
    input: object({ column }, ["column"]),
    examples: [{ column: "done" }],
    annotations: { title: "Clear a column", destructiveHint: true },
    handler: ({ input }) => {
      const removed = cardsIn(store.read(), input.column).length;
      store.change({ type: "cleared", by, ...input });
      return { removed };
    },
  });
}

const object = <const Properties extends object, const Required extends readonly string[]>(
  properties: Properties,
  required: Required,
) => ({ type: "object", properties, required, additionalProperties: false }) as const;

function withCard({ read }: BoardStore, wanted: Card["id"], work: () => void) {
  if (!read().some((card) => card.id === wanted))
    return reply(404, { error: `There is no card number ${wanted}. Read the board first.` });
  return work();
}
