/** Why a reader did not open an address, or was shown nothing of it. Thrown by the reader, before any request where it can. */

export type Obstacle =
  | "never printed"
  | "too long"
  | "only GET"
  | "too many requests"
  | "robots.txt"
  | "not text"
  | "no answer"
  | "redirect"
  | "error status";

export class CannotReach extends Error {
  override readonly name = "CannotReach";
  readonly obstacle: Obstacle;
  /** Of the answer, where there was one. */
  readonly status: number | null;

  constructor(obstacle: Obstacle, message: string, status: number | null = null, cause?: unknown) {
    super(message, { cause });
    this.obstacle = obstacle;
    this.status = status;
  }
}
