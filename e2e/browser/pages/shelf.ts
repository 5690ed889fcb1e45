/** A shelf of books: one tool that reads, one that changes, one that destroys, and the button. */
import { createSession, tool } from "@agent-socket/sdk";
import "@agent-socket/sdk/button";

const query = new URLSearchParams(location.search);
const persist = query.get("persist") === "browser" ? "browser" : "tab";
const books = new Set(["Momo"]);
const title = {
  type: "object",
  properties: { title: { type: "string" } },
  required: ["title"],
  additionalProperties: false,
} as const;

const session = createSession({
  appId: query.get("app") ?? "as_app_anon",
  baseUrl: query.get("relay") ?? "",
  appName: "Book Shelf",
  persist,
  tools: [
    tool({ path: "/books", method: "GET", description: "All books.", handler: () => [...books] }),
    tool({
      path: "/add_book",
      description: "Adds a book.",
      input: title,
      handler: ({ input }) => ({ count: books.add(input.title).size }),
    }),
    tool({
      path: "/wait_for_the_page",
      description: "Is done when the page says so.",
      handler: () => new Promise((done) => addEventListener("go-on", () => done("Done."), { once: true })),
    }),
    tool({
      path: "/remove_all",
      description: "Removes all books for good.",
      annotations: { destructiveHint: true },
      handler: () => books.clear(),
    }),
  ],
});
const button = document.createElement("agent-socket-connect");
button.session = session;
const status = document.createElement("output");
const show = (): void => void (status.textContent = session.status);
session.on("status", show);
show();
document.body.append(button, status);
