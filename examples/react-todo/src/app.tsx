/** A list that a person and an AI keep together. */
import { AgentSocketProvider, ConnectWithAI } from "@agent-socket/sdk/react";
import { type FormEvent, useReducer } from "react";
import { useTodoTools } from "./todo-tools.ts";
import { changed } from "./todos.ts";

export const App = ({ appId, relay }: { readonly appId: string; readonly relay: string }) => (
  <AgentSocketProvider appId={appId} baseUrl={relay} appName="Things to do">
    <List />
  </AgentSocketProvider>
);

function List() {
  const [todos, change] = useReducer(changed, [{ id: 1, text: "Show this list to an AI", isDone: false }]);
  useTodoTools(todos, change);
  const add = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get("text") ?? "").trim();
    if (text !== "") change({ type: "added", text });
    event.currentTarget.reset();
  };
  return (
    <main>
      <header>
        <h1>Things to do</h1>
        <ConnectWithAI theme="auto" />
      </header>
      <form onSubmit={add}>
        <input name="text" type="text" aria-label="New thing to do" maxLength={200} autoComplete="off" />
        <button>Add</button>
      </form>
      <ul aria-label="Things to do">
        {todos.map(({ id, text, isDone }) => (
          <li key={id} data-done={isDone}>
            <label>
              <input
                type="checkbox"
                checked={isDone}
                onChange={() => change({ type: "done", id, isDone: !isDone })}
              />
              <span>{text}</span>
            </label>
          </li>
        ))}
      </ul>
    </main>
  );
}
