/** What the relay says, handed to whom it concerns. */
import type { RelayMessage } from "../connection/relay-message.ts";
import type { Calls } from "./calls.ts";
import type { Emitter } from "./emitter.ts";
import type { Memory } from "./memory.ts";
import type { Requests } from "./requests.ts";
import type { SessionEvents } from "./session.ts";

export type Receivers = {
  readonly calls: Calls;
  readonly requests: Requests;
  readonly memory: Memory;
  readonly emitter: Emitter<SessionEvents>;
};

export function receive(frame: RelayMessage, { calls, requests, memory, emitter }: Receivers): void {
  switch (frame.type) {
    case "tool_call":
      return void calls.start(frame);
    case "tool_cancel":
      return calls.cancel(frame.id, frame.reason);
    case "mint_agent_token_reply":
    case "revoke_agent_token_reply":
    case "list_agent_tokens_reply":
    case "update_tools_reply":
      return requests.answered(frame);
    case "agent_activity": {
      const { tokenId, label, client, surface } = frame;
      // Calls are reported from here, where more is known of them.
      if (frame.kind !== "opened") return;
      const kind = surface === undefined ? "link_opened" : "agent_connected";
      return emitter.emit("activity", { kind, tokenId, label, client, atMs: Date.now() });
    }
    case "token_revoked":
      memory.forgetLink(frame.tokenId);
      return emitter.emit("linkRevoked", { tokenId: frame.tokenId, by: frame.by });
    case "session_notice":
      console.warn(`[agent-socket] ${frame.message} (${frame.code})`);
      return emitter.emit("notice", { code: frame.code, message: frame.message });
    default:
      return;
  }
}
