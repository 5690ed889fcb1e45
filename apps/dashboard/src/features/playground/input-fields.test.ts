/** Forms from schemas, and arguments from forms. */
import { expect, test } from "vitest";
import { callRequest, curlOf } from "./call-request.ts";
import { argumentsOf, inputFields } from "./input-fields.ts";

const schema = {
  type: "object",
  required: ["title", "size"],
  properties: {
    title: { type: "string", description: "Shown on top", default: "Untitled" },
    size: { type: "integer", examples: [3] },
    bold: { type: "boolean" },
    color: { enum: ["red", "blue", 7] },
    points: { type: "array", items: { type: "number" } },
    odd: true,
  },
};

test("each property becomes the field that fits it", () => {
  expect(
    inputFields(schema)?.map(({ name, kind, required, initial }) => [name, kind, required, initial]),
  ).toEqual([
    ["title", "text", true, "Untitled"],
    ["size", "number", true, "3"],
    ["bold", "choice", false, ""],
    ["color", "choice", false, ""],
    ["points", "json", false, ""],
    ["odd", "json", false, ""],
  ]);
  expect(inputFields(undefined)).toBeNull();
  expect(inputFields({ anyOf: [schema] })).toBeNull();
});

test("what is typed gets its type; what is empty is left out; a wrong number goes out as it is", () => {
  const fields = inputFields(schema) ?? [];
  const typed = { title: "12", size: "many", bold: "false", color: "7", points: "[1, 2]" };
  expect(argumentsOf(fields, typed)).toEqual({
    ok: true,
    value: { title: "12", size: "many", bold: false, color: 7, points: [1, 2] },
  });
  expect(argumentsOf(fields, { title: "" })).toEqual({ ok: true, value: { size: 3 } });
  expect(argumentsOf(fields, { points: "[1," })).toEqual({ ok: false, field: "points" });
});

test("the request is written so that a shell sends exactly it", () => {
  const post = callRequest({ method: "POST", path: "/say" }, { text: "it's" });
  expect(curlOf(post)).toBe(
    `curl "$AGENT_LINK"'/say' \\\n  -H 'content-type: application/json' \\\n  -d '{"text":"it'\\''s"}'`,
  );
  const get = callRequest({ method: "GET", path: "/find" }, { text: "a b", size: 2, tags: ["x"] });
  expect(curlOf(get)).toBe(`curl "$AGENT_LINK"'/find?text=a+b&size=2&tags=%5B%22x%22%5D'`);
});
