/** What an AI can do with the list. */
import { reply } from "@agent-socket/sdk";
import { useTool } from "@agent-socket/sdk/react";
import type { Change, Todo } from "./todos.ts";

const text = { type: "string", minLength: 1, maxLength: 200 } as const;

export function useTodoTools(todos: readonly Todo[], change: (what: Change) => void): void {
  useTool({
    path: "/todos",
    method: "GET",
    description: "All things to do: [{id, text, isDone}].",
    annotations: { title: "Read the list" },
    handler: () => todos,
  });
  useTool({
    path: "/add_todo",
    description: "Adds one thing to do at the end of the list.",
    input: { type: "object", properties: { text }, required: ["text"], additionalProperties: false },
    examples: [{ text: "Buy milk" }],
    annotations: { title: "Add a thing to do" },
    handler: ({ input }) => change({ type: "added", text: input.text }),
  });
  useTool({
    path: "/set_done",
    description: "Ticks a thing off, or opens it again. Its id is in the list.",
    input: {
      type: "object",
      properties: { id: { type: "integer" }, isDone: { type: "boolean" } },
      required: ["id", "isDone"],
      additionalProperties: false,
    },
    examples: [{ id: 1, isDone: true }],
    annotations: { title: "Tick off", idempotentHint: true },
    handler: ({ input: { id, isDone } }) => {
      if (!todos.some((todo) => todo.id === id))
        return reply(404, { error: `There is no thing number ${id}.` });
      return change({ type: "done", id, isDone });
    },
  });
  useTool({
    path: "/clear_done",
    description: "Removes all that is ticked off, for good.",
    annotations: { title: "Remove what is done", destructiveHint: true },
    handler: () => change({ type: "cleared" }),
  });
}
