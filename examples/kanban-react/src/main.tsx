/** Starts the app; the address may name another relay and an app id of your own. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { newBoardStore } from "./board-store.ts";

const query = new URLSearchParams(location.search);
const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
createRoot(root).render(
  <StrictMode>
    <App
      appId={query.get("app") ?? "as_app_anon"}
      relay={query.get("relay") ?? "http://localhost:8787"}
      store={newBoardStore(localStorage)}
    />
  </StrictMode>,
);
