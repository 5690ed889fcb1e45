import { describe, expect, it } from "vitest";
import { importOpenapi } from "./import-openapi.ts";

const operation = { operationId: "paint", responses: { 200: { description: "ok" } } };
const document = (change: object = {}, paint: object = {}) => ({
  openapi: "3.1.0",
  info: { title: "App", version: "1" },
  servers: [{ url: "https://r.example/v1/t/key" }],
  paths: { "/paint": { post: { ...operation, requestBody: { content: {} }, ...paint } } },
  ...change,
});
const faultsOf = (value: unknown) => importOpenapi(JSON.stringify(value)).faults;

describe("an OpenAPI document", () => {
  it("becomes operations with whole addresses", () => {
    expect(importOpenapi(JSON.stringify(document()))).toEqual({
      operations: [{ id: "paint", method: "POST", url: "https://r.example/v1/t/key/paint", takesBody: true }],
      faults: [],
    });
  });

  it.each([
    ["no JSON", "<html>", "the document"],
    ["an older version", JSON.stringify(document({ openapi: "3.0.3" })), "not OpenAPI 3.1"],
    ["no server", JSON.stringify(document({ servers: [] })), "servers"],
    ["no operationId", JSON.stringify(document({}, { operationId: undefined })), "operationId"],
  ])("with %s cannot be imported", (_case, text, fault) => {
    const { operations, faults } = importOpenapi(text);
    expect(operations).toEqual([]);
    expect(faults.join()).toContain(fault);
  });

  it.each([
    ["a name with a dot", { operationId: "paint.it" }, "no good operationId"],
    ["a long description", { description: "x".repeat(301) }, "over 300"],
    [
      "a long description of a parameter",
      { parameters: [{ name: "a", in: "query", description: "x".repeat(701) }] },
      "over 700",
    ],
    ["a parameter that its path has not", { parameters: [{ name: "id", in: "path" }] }, "path parameters"],
    ["a broken reference", { responses: { 200: { $ref: "#/components/nowhere" } } }, "leads nowhere"],
    ["a reference to elsewhere", { responses: { 200: { $ref: "https://x.example/a" } } }, "leads nowhere"],
  ])("with %s is told of it", (_case, paint, fault) => {
    expect(faultsOf(document({}, paint)).join()).toContain(fault);
  });

  it("with two operations of one name, or more than 30, is told of it", () => {
    const paths = (count: number, id: (index: number) => string) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `/t${index}`,
          { get: { ...operation, operationId: id(index) } },
        ]),
      );
    expect(faultsOf(document({ paths: paths(2, () => "same") })).join()).toContain("called same");
    expect(faultsOf(document({ paths: paths(30, (index) => `t${index}`) }))).toEqual([]);
    expect(faultsOf(document({ paths: paths(31, (index) => `t${index}`) })).join()).toContain("takes 30");
  });
});
