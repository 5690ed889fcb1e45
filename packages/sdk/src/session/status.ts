/** The connection's state in the words of the app: whether links work, and whether to wait. */
import type { Connection } from "../connection/connection.ts";
import type { SessionStatus } from "./session.ts";

export function statusOf(connection: Connection): SessionStatus {
  switch (connection.state) {
    case "idle":
      return "connecting";
    case "standby":
      return "standby";
    case "connecting":
    case "waiting":
      return connection.isReturning ? "reconnecting" : "connecting";
    case "connected":
      return "connected";
    case "ended":
      return "ended";
  }
}
