/** Connects the folder and prints the link. Ends the link when it is stopped. */
import { connect } from "@agent-socket/sdk";
import { env } from "./env.ts";
import { noteTools } from "./note-tools.ts";
import { Notes } from "./notes.ts";

const session = await connect({
  appId: env.appId,
  appKey: env.appKey,
  appName: "Folder notes",
  appDescription: "The notes of one folder: read, search, append.",
  baseUrl: env.relayUrl,
  tools: noteTools(new Notes(env.folder)),
  onActivity: (activity) => {
    if (activity.kind === "call_finished") console.log(`${activity.title}: ${activity.outcome}`);
  },
});
const { url } = await session.mintAgentToken({ label: "Folder notes" });
console.log(`Paste this into an AI chat. Ctrl-C ends it.\n${url}`);

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void session.close().then(() => process.exit(0)));
