import { CONTRACT_MARKER } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { mcpInstructions, mcpPrompt, mcpPrompts, mcpResources, NOTES_URI } from "./mcp-server-text.ts";

const app = { id: "as_app_anon", name: "Pixels", description: "A canvas.", text: "" };
const instructions = (change: Partial<Parameters<typeof mcpInstructions>[0]> = {}) =>
  mcpInstructions({ app, isOnline: true, awaySinceMs: null, waitTool: null, ...change });

describe("the instructions", () => {
  it("say which app it is and whether it is there", () => {
    expect(instructions()).toMatch(/^Pixels is a running app\./);
    expect(instructions()).toContain("A canvas.\nThe app was online");
    expect(instructions({ isOnline: false, awaySinceMs: 0 })).toContain(
      "offline when this was written (since 00:00:00 UTC)",
    );
  });

  it("name the tool that waits where there is one", () => {
    expect(instructions({ waitTool: "wait_for_result" })).toContain("wait_for_result returns its result");
    expect(instructions()).not.toContain("result.\n");
  });

  it.each([
    ["hold short notes of the app", "Rows count from 0.", "From the app:\nRows count from 0."],
    ["point to long ones", "x".repeat(1_300), `notes are the resource ${NOTES_URI}`],
    [
      "point to those that tell of calls over HTTP",
      `${CONTRACT_MARKER} POST …`,
      `notes are the resource ${NOTES_URI}`,
    ],
  ])("%s", (_, text, expected) => {
    expect(instructions({ app: { ...app, text } })).toContain(expected);
  });

  it("stay short enough for clients that cut them", () => {
    const most = { ...app, description: "d".repeat(1024), text: "n".repeat(1_200) };
    expect(instructions({ app: most, waitTool: "wait_for_result" }).length).toBeLessThan(2_048);
  });
});

describe("what else there is to read", () => {
  it("is the app's notes, where it has some", () => {
    expect(mcpResources({ app })).toEqual([]);
    expect(mcpResources({ app: { ...app, text: "Hi." } })).toMatchObject([
      { uri: NOTES_URI, mimeType: "text/markdown" },
    ]);
  });

  it("is each prompt of the app as a message of its user", () => {
    const prompt = { name: "flag", description: "", text: "Paint a flag." };
    expect(mcpPrompts([prompt, { ...prompt, name: "b", description: "B." }])).toEqual([
      { name: "flag" },
      { name: "b", description: "B." },
    ]);
    expect(mcpPrompt(prompt)).toEqual({
      messages: [{ role: "user", content: { type: "text", text: "Paint a flag." } }],
    });
  });
});
