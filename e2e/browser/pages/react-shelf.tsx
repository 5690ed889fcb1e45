/** The shelf in React, in StrictMode, rendered on a server first. */
import { AgentSocketProvider, ConnectWithAI, useAgentSocket, useTool } from "@agent-socket/sdk/react";
import { StrictMode, useState } from "react";

const NO_INPUT = { type: "object", properties: {} } as const;
const TITLE = { type: "object", properties: { title: { type: "string" } }, required: ["title"] } as const;

export function App({ relay }: { readonly relay: string }) {
  const [isShown, setShown] = useState(true);
  return (
    <StrictMode>
      <AgentSocketProvider appId="as_app_anon" baseUrl={relay} appName="React Shelf">
        {isShown ? <Shelf /> : null}
        <Status />
        <ConnectWithAI label="Use an AI" theme="light" />
        <button onClick={() => setShown(!isShown)}>Toggle shelf</button>
      </AgentSocketProvider>
    </StrictMode>
  );
}

function Shelf() {
  const [books, setBooks] = useState<readonly string[]>([]);
  useTool({
    path: "/books",
    method: "GET",
    description: "All books.",
    input: NO_INPUT,
    handler: () => books,
  });
  useTool({
    path: "/add_book",
    description: "Adds a book.",
    input: TITLE,
    handler: ({ input }) => {
      setBooks([...books, input.title]);
      return { count: books.length + 1 };
    },
  });
  return (
    <ul aria-label="Books">
      {books.map((book) => (
        <li key={book}>{book}</li>
      ))}
    </ul>
  );
}

function Status() {
  return <output>{useAgentSocket().status}</output>;
}
