/** What a test reads from the counting Worker. */

/** Answers with all counts so far. */
export const COUNTS_PATH = "/counts-of-a-test";
export type Counts = {
  /** How often an object came to memory: of all, or of the one that `?session=` names. */
  constructed: number;
  /** Requests and calls that reached an object from the edge, for agents or sockets. */
  objectRequests: number;
  framesOut: number;
  /** Those of them that carry a call. */
  callsOut: number;
  framesIn: number;
  /** Statements that change a session's tables. */
  writes: number;
  kvReads: number;
  alarmsSet: number;
  /** That are waiting at this moment. */
  timers: number;
};
