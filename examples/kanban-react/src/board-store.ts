/** Keeps the board outside of React, so that a tool reads what the call before it has just written; and across reloads. */
import { type Board, type Change, changed, type Card, COLUMN_IDS, FIRST_BOARD } from "./board.ts";

const KEY = "board";

export type BoardStore = {
  readonly read: () => Board;
  readonly change: (what: Change) => void;
  /** Returns how to stop listening. */
  readonly listen: (heard: () => void) => () => void;
};

export function newBoardStore(storage: Pick<Storage, "getItem" | "setItem">): BoardStore {
  let board = keptBoard(storage.getItem(KEY)) ?? FIRST_BOARD;
  const listeners = new Set<() => void>();
  return {
    read: () => board,
    change: (what) => {
      board = changed(board, what);
      storage.setItem(KEY, JSON.stringify(board));
      for (const heard of listeners) heard();
    },
    listen: (heard) => {
      listeners.add(heard);
      return () => void listeners.delete(heard);
    },
  };
}

/** `null` for what is no board: the storage of an origin is shared by all of its pages. */
function keptBoard(text: string | null): Board | null {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    return Array.isArray(kept) && kept.every(isCard) ? kept : null;
  } catch {
    return null;
  }
}

function isCard(value: unknown): value is Card {
  if (typeof value !== "object" || value === null) return false;
  const { id, column, text, by }: Partial<Record<string, unknown>> = { ...value };
  return (
    Number.isInteger(id) &&
    COLUMN_IDS.some((known) => known === column) &&
    typeof text === "string" &&
    (by === "person" || by === "ai")
  );
}
