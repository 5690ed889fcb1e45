/** A chat with the link as a connector, through the official client of the v1 line. */
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Chat } from "./chat.ts";
import { workByMcp } from "./work-by-mcp.ts";

export const mcp2025: Chat = {
  profile: "mcp-2025",
  run: async (easel, ledger) => {
    const client = new Client({ name: "chats", version: "1.0.0" });
    await workByMcp(easel, ledger, {
      connect: async (link) => {
        // Its declarations were written without exactOptionalPropertyTypes.
        const transport = new StreamableHTTPClientTransport(new URL(link));
        await client.connect(transport as Parameters<typeof client.connect>[0]);
        return transport.protocolVersion;
      },
      listTools: () => client.listTools(),
      callTool: (call) => client.callTool(call),
      close: () => client.close(),
    });
  },
};
