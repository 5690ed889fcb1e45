/** The list as data, and what can happen to it. */

export type Todo = { readonly id: number; readonly text: string; readonly isDone: boolean };

export type Change =
  | { readonly type: "added"; readonly text: string }
  | { readonly type: "done"; readonly id: number; readonly isDone: boolean }
  | { readonly type: "cleared" };

export function changed(todos: readonly Todo[], change: Change): readonly Todo[] {
  switch (change.type) {
    case "added": {
      const id = 1 + Math.max(0, ...todos.map((todo) => todo.id));
      return [...todos, { id, text: change.text, isDone: false }];
    }
    case "done":
      return todos.map((todo) => (todo.id === change.id ? { ...todo, isDone: change.isDone } : todo));
    case "cleared":
      return todos.filter(({ isDone }) => !isDone);
  }
}
