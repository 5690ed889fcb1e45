/** The board as data, and what can happen to it. */

export const COLUMNS = [
  { id: "todo", title: "To do" },
  { id: "doing", title: "Doing" },
  { id: "done", title: "Done" },
] as const;
export type ColumnId = (typeof COLUMNS)[number]["id"];
export const COLUMN_IDS = COLUMNS.map(({ id }) => id);

export const MAX_TEXT_CHARS = 200;

export type Card = {
  readonly id: number;
  readonly column: ColumnId;
  readonly text: string;
  /** Who touched it last. */
  readonly by: "person" | "ai";
};
/** All cards, from the top of each column to its end. */
export type Board = readonly Card[];

export type Change = { readonly by: Card["by"] } & (
  | { readonly type: "added"; readonly column: ColumnId; readonly text: string }
  | {
      readonly type: "moved";
      readonly id: number;
      readonly column: ColumnId;
      /** Its place from the top, from 0; the end of the column when left out. */
      readonly place?: number;
    }
  | { readonly type: "edited"; readonly id: number; readonly text: string }
  | { readonly type: "removed"; readonly id: number }
  | { readonly type: "cleared"; readonly column: ColumnId }
);

export const FIRST_BOARD: Board = [
  { id: 1, column: "todo", text: "Show this board to an AI", by: "person" },
  { id: 2, column: "todo", text: "Plan the release party", by: "person" },
  { id: 3, column: "doing", text: "Write the release notes", by: "person" },
  { id: 4, column: "done", text: "Fix the login page", by: "person" },
];

export const cardsIn = (board: Board, column: ColumnId): readonly Card[] =>
  board.filter((card) => card.column === column);

export const nextId = (board: Board): number => 1 + Math.max(0, ...board.map(({ id }) => id));

export function changed(board: Board, change: Change): Board {
  const { by } = change;
  switch (change.type) {
    case "added":
      return [...board, { id: nextId(board), column: change.column, text: change.text, by }];
    case "moved":
      return moved(board, change);
    case "edited":
      return board.map((card) => (card.id === change.id ? { ...card, text: change.text, by } : card));
    case "removed":
      return board.filter(({ id }) => id !== change.id);
    case "cleared":
      return board.filter(({ column }) => column !== change.column);
  }
}

function moved(board: Board, { id, column, place, by }: Extract<Change, { type: "moved" }>): Board {
  const card = board.find((one) => one.id === id);
  if (card === undefined) return board;
  const others = board.filter((one) => one !== card);
  const follower = place === undefined ? undefined : cardsIn(others, column)[place];
  const at = follower === undefined ? others.length : others.indexOf(follower);
  return others.toSpliced(at, 0, { ...card, column, by });
}
