// What an AI can do with the note. No bundler: the button came with the script tag before this one.
const note = document.getElementById("note");
const button = document.getElementById("connect");
const query = new URLSearchParams(location.search);

button.setAttribute("app-id", query.get("app") ?? "as_app_anon");
button.setAttribute("base-url", query.get("relay") ?? "http://localhost:8787");
button.tools = [
  { path: "/note", method: "GET", description: "The text of the note.", handler: () => note.value },
  {
    path: "/write_note",
    description: "Replaces the text of the note.",
    input: { type: "object", properties: { text: { type: "string", maxLength: 2000 } }, required: ["text"] },
    handler: ({ input }) => {
      note.value = input.text;
    },
  },
];
