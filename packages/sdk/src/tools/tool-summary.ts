/** A tool in words for a person who decides about it. */

/** A tool as a person is shown it. */
export type ToolSummary = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What a call can do to the app's state: nothing, change it, or destroy some of it for good. */
  readonly effect: "reads" | "changes" | "destroys";
  /** A person is asked before each call. */
  readonly asksFirst: boolean;
};
