/** What a form's fields become, and what of them is shown again. */
import { expect, test } from "vitest";
import { textOf, typedText } from "./form-text.ts";

const form = new FormData();
form.set("name", "Canvas");
form.set("password", "canary");
form.set("newPassword", "canary");
form.set("token", "canary");
form.set("tokenId", "public");
form.set("$ACTION_ID_1", "x");
form.set("file", new Blob(["canary"]));

test("a field is its text; what is missing or a file is empty", () => {
  expect(textOf(form, "name")).toBe("Canvas");
  expect(textOf(form, "missing")).toBe("");
  expect(textOf(form, "file")).toBe("");
});

test("what was typed is kept, but for secrets and what the framework added", () => {
  expect(typedText(form)).toEqual({ name: "Canvas", tokenId: "public", file: "" });
});

test.each([undefined, null, 1, "text", [], {}, { get: "x", keys: 1 }])(
  "%j in the place of a form is an empty form",
  (sent) => {
    // What arrives at an action is whatever its caller encoded, not what the types say.
    const notAForm = sent as unknown as FormData;
    expect(textOf(notAForm, "name")).toBe("");
    expect(typedText(notAForm)).toEqual({});
  },
);
