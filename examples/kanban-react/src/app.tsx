/** A kanban board that a person and an AI keep together. */
import { AgentSocketProvider, ConnectWithAI } from "@agent-socket/sdk/react";
import { useRef, useState, useSyncExternalStore } from "react";
import type { BoardStore } from "./board-store.ts";
import { useBoardTools } from "./board-tools.ts";
import { COLUMNS } from "./board.ts";
import { ColumnView } from "./column-view.tsx";
import { useKeptFocus } from "./kept-focus.ts";

type Props = { readonly appId: string; readonly relay: string; readonly store: BoardStore };

export const App = ({ appId, relay, store }: Props) => (
  <AgentSocketProvider
    appId={appId}
    baseUrl={relay}
    appName="Board"
    appDescription="A kanban board with the columns To do, Doing and Done."
  >
    <BoardView store={store} />
  </AgentSocketProvider>
);

function BoardView({ store }: Pick<Props, "store">) {
  const board = useSyncExternalStore(store.listen, store.read);
  const [said, say] = useState("");
  const view = useRef<HTMLDivElement>(null);
  const keepFocus = useKeptFocus(view);
  useBoardTools(store);
  return (
    <>
      <header>
        <div>
          <h1>Board</h1>
          <p>Yours and your AI’s. It asks you before it removes anything.</p>
        </div>
        <ConnectWithAI theme="auto" />
      </header>
      <main>
        <div className="columns" ref={view}>
          {COLUMNS.map((column) => (
            <ColumnView
              key={column.id}
              {...column}
              {...{ board, say, keepFocus }}
              change={(what) => store.change({ ...what, by: "person" })}
            />
          ))}
        </div>
        <p role="status" className="said">
          {said}
        </p>
      </main>
    </>
  );
}
