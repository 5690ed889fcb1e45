/** A chat with the link as a connector, through the official client of the v2 line, which negotiates the version itself. */
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import type { Chat } from "./chat.ts";
import { workByMcp } from "./work-by-mcp.ts";

export const mcp2026: Chat = {
  profile: "mcp-2026",
  run: async (easel, ledger) => {
    const client = new Client({ name: "chats", version: "1.0.0" }, { versionNegotiation: { mode: "auto" } });
    await workByMcp(easel, ledger, {
      connect: async (link) => {
        await client.connect(new StreamableHTTPClientTransport(new URL(link)));
        return client.getNegotiatedProtocolVersion();
      },
      listTools: () => client.listTools(),
      callTool: (call) => client.callTool(call),
      close: () => client.close(),
    });
  },
};
