/** The app that most scenarios use: small tools whose answers are known. */
import type { RawApp, ToolReply } from "../clients/raw-app.ts";
import { objectIn } from "./checks.ts";

const integer = { type: "integer", minimum: 0, maximum: 15 };

export const tools = {
  /** Answers with what it was sent. */
  echo: { path: "/echo", description: "Says back what it was told.", examples: [{ say: "hello" }] },
  /** Writes, and takes typed arguments. */
  paint: {
    path: "/paint",
    description: "Paints one pixel.",
    input_schema: {
      type: "object",
      properties: {
        x: integer,
        y: integer,
        color: { type: "string", enum: ["red", "green", "blue"] },
        soft: { type: "boolean" },
        alpha: { type: "number" },
        layers: { type: "array", items: { type: "integer" } },
        meta: { type: "object" },
        note: { type: "string", maxLength: 40 },
      },
      required: ["x", "y", "color"],
      additionalProperties: false,
    },
    examples: [{ x: 1, y: 2, color: "red" }],
  },
  /** Only reads. */
  look: {
    path: "/look",
    method: "GET",
    description: "Shows one row.",
    input_schema: { type: "object", properties: { row: integer }, additionalProperties: false },
  },
  /** Is answered by the scenario, when it wants. */
  hang: { path: "/hang", description: "Answers when it likes." },
  /** Gives up early. */
  hurry: { path: "/hurry", description: "Must answer within 300 ms.", timeout_ms: 300 },
} as const;

export const toolbox: readonly object[] = Object.values(tools);

/** Answers echo, paint and look; calls of hang and hurry wait to be read. */
export function serveToolbox(app: RawApp): void {
  app.serve("/echo", (call) => json(objectIn(call.body)));
  app.serve("/paint", (call) => json({ painted: objectIn(call.body) }));
  app.serve("/look", (call) => json({ row: objectIn(call.body)["row"] ?? 0, pixels: "................" }));
}

export const json = (value: unknown, status = 200): ToolReply => ({
  status,
  body: JSON.stringify(value),
  contentType: "application/json",
});
