/** The life of the connection to the relay as plain data: its states, what can happen to it, what is to be done. */

/** What brings a session back after its socket is gone. */
export type Credentials = { readonly sessionId: string; readonly secret: string };

/** Why the relay said no, or how the connection was lost. */
export type Trouble = { readonly code: string; readonly message: string; readonly hint: string | null };

export type Connection =
  | { readonly state: "idle" }
  /** Another page of the app is connected with this session. */
  | { readonly state: "standby" }
  | (Away & {
      readonly state: "connecting";
      /** When this attempt is given up. */
      readonly wakeAtMs: number;
    })
  | {
      readonly state: "connected";
      readonly credentials: Credentials;
      readonly sinceMs: number;
      /** The next heartbeat, or when its answer is overdue. */
      readonly wakeAtMs: number;
      /** Heartbeats sent since the relay was heard last. */
      readonly unanswered: number;
      /** Attempts before this connection, in case it breaks at once. */
      readonly attempt: number;
    }
  | (Away & {
      readonly state: "waiting";
      /** When the next attempt starts. */
      readonly wakeAtMs: number;
    })
  | { readonly state: "ended"; readonly trouble: Trouble | null };

/** Not connected, and what there is to come back with. */
export type Away = {
  readonly credentials: Credentials | null;
  readonly attempt: number;
  /** It was connected before: links may be out in the world. */
  readonly isReturning: boolean;
  /** What became of the last attempt or connection. */
  readonly trouble: Trouble | null;
};

export type Happening =
  | { readonly type: "start"; readonly credentials: Credentials | null }
  | { readonly type: "opened" }
  | { readonly type: "accepted"; readonly credentials: Credentials; readonly resumed: boolean }
  | { readonly type: "refused"; readonly trouble: Trouble }
  | { readonly type: "heard" }
  | { readonly type: "closed"; readonly code: number; readonly reason: string }
  /** The socket could not be made, and trying again would not help. */
  | { readonly type: "blocked"; readonly trouble: Trouble }
  /** The timer that was set for `wakeAtMs`, perhaps much later: hidden tabs are throttled, laptops sleep. */
  | { readonly type: "woke" }
  /** The network came back, or the tab became visible. */
  | { readonly type: "nudged" }
  /** Another page of the app goes on with the session. */
  | { readonly type: "stood_by" }
  /** The app is done. */
  | { readonly type: "close" };

export type Deed =
  | { readonly type: "open"; readonly sessionId: string | null }
  /** Say who we are: `resume` with credentials, else `register`. */
  | { readonly type: "introduce"; readonly credentials: Credentials | null }
  | { readonly type: "ping" }
  /** Close the socket and listen to it no more. */
  | { readonly type: "drop"; readonly code: number }
  /** End a session that no socket is attached to. */
  | { readonly type: "end_session"; readonly credentials: Credentials }
  | { readonly type: "keep"; readonly credentials: Credentials }
  | { readonly type: "forget" }
  /** The session could not be had back: its links are dead. */
  | { readonly type: "links_lost" }
  /** Registered or resumed: requests may be sent. */
  | { readonly type: "ready" }
  /** The socket is gone: calls in flight cannot be answered any more. */
  | { readonly type: "cut_off" }
  /** It will not be tried again. */
  | { readonly type: "give_up"; readonly trouble: Trouble };

/** Done: it ends the session. */
export const CLOSE_DONE = 1000;
/** Browsers may close with 1000 and 3000 to 4999 only. This one says that the other side went silent. */
export const CLOSE_SILENT = 4408;

/** When to wake the machine, if nothing happens before. */
export const wakeAtMs = (connection: Connection): number | null =>
  "wakeAtMs" in connection ? connection.wakeAtMs : null;
