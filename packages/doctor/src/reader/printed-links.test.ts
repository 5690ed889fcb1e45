import { describe, expect, it } from "vitest";
import { linksIn } from "./printed-links.ts";

const page = `# Tools of https://r.example/home.

- set_pixel (changes): Colors one pixel.
  Link that runs it: https://r.example/run?_once=1
  Links to begin with, by color:
  - red: https://r.example/red
1. Read the canvas
   https://r.example/canvas
Compose: https://r.example/x?a={A} or see https://r.example/more.
`;

describe("the links of a page", () => {
  it("have the words before them, and the lines that they stand under", () => {
    expect(linksIn(page)).toEqual([
      { url: "https://r.example/home", meaning: "# Tools of", under: [], isTemplate: false },
      {
        url: "https://r.example/run?_once=1",
        meaning: "Link that runs it",
        under: ["# Tools of https://r.example/home.", "set_pixel (changes): Colors one pixel."],
        isTemplate: false,
      },
      {
        url: "https://r.example/red",
        meaning: "red",
        under: [
          "# Tools of https://r.example/home.",
          "set_pixel (changes): Colors one pixel.",
          "Links to begin with, by color",
        ],
        isTemplate: false,
      },
      {
        url: "https://r.example/canvas",
        meaning: "Read the canvas",
        under: ["# Tools of https://r.example/home."],
        isTemplate: false,
      },
      {
        url: "https://r.example/x?a={A}",
        meaning: "Compose",
        under: ["# Tools of https://r.example/home."],
        isTemplate: true,
      },
      {
        url: "https://r.example/more",
        meaning: "or see",
        under: ["# Tools of https://r.example/home."],
        isTemplate: false,
      },
    ]);
  });
});
