/** Hydrates what the server rendered, and can be told to go away. */
import { hydrateRoot } from "react-dom/client";
import { App } from "./react-shelf.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root.");
const relay = new URLSearchParams(location.search).get("relay") ?? "";
const app = hydrateRoot(root, <App relay={relay} />, {
  onRecoverableError: (cause) => console.error("hydration:", cause),
});
addEventListener("message", ({ data }) => data === "unmount" && app.unmount());
