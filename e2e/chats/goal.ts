/** What a chat wants of the app, in the words of its user and of what it read: a tool, and what to call it with. */
export type Goal = {
  readonly tool: string;
  /** As lists of links call the tool. */
  readonly title: string;
  readonly arguments: Arguments;
};

export type Arguments = Readonly<Record<string, unknown>>;
