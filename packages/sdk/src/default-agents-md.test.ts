import { describe, expect, it } from "vitest";
import { defaultAgentsMd } from "./default-agents-md.ts";

describe("the default text for an AI", () => {
  it("says what the app is and where to read more", () => {
    const text = defaultAgentsMd({
      appName: "My App",
      appDescription: "Keeps cards.",
      agentsMdUrl: "https://a.example/agents.md",
    });
    expect(text).toBe("# My App\n\nKeeps cards.\n\nMore about My App: https://a.example/agents.md\n");
  });

  it("needs no further address", () => {
    expect(defaultAgentsMd({ appName: "My App", appDescription: "Keeps cards." })).toBe(
      "# My App\n\nKeeps cards.\n",
    );
  });
});
