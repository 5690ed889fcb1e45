/** What a server sends of the shelf: run by Node, where there is no window. */
import { renderToString } from "react-dom/server";
import { App } from "./react-shelf.tsx";

process.stdout.write(renderToString(<App relay={process.argv[2] ?? ""} />));
