import { describe, expect, it } from "vitest";
import { foundLinks } from "./found-values.ts";
import { base, tools, view } from "./link-view.fixture.ts";

const taking = (name: string, type = "string") => ({
  type: "object",
  properties: { [name]: { type } },
  required: [name],
});
const todo = tools(
  { path: "/list_tasks", method: "GET" },
  { path: "/complete_task", description: "Complete a task.", input_schema: taking("task_id") },
  { path: "/open_user", description: "Open a user.", input_schema: taking("id", "integer") },
  { path: "/rename_room", description: "Rename a room.", input_schema: taking("roomKey") },
);

const found = (called: string, result: unknown) =>
  foundLinks(view(todo), called, JSON.stringify(result)).map(
    ({ meaning, url }) => `${meaning} → ${url.slice(base.length)}`,
  );

describe("what a result names", () => {
  it.each<[string, string, unknown, readonly RegExp[]]>([
    [
      "ids in a list under its noun",
      "overview",
      { tasks: [{ id: "t1", title: "Buy milk" }, { id: "t2" }] },
      [
        /^Complete a task: task_id = t1 \("Buy milk"\) → \/complete_task\?task_id=t1&_once=KEY/,
        /task_id=t2&_once=/,
      ],
    ],
    ["ids in a bare list of the tool that lists them", "list_tasks", [{ id: "t1" }], [/task_id=t1/]],
    ["ids in a wrapping", "list_tasks", { data: { items: [{ id: "t1" }] } }, [/task_id=t1/]],
    ["a property of the same name", "anything", { a: { taskId: "t9" } }, [/task_id=t9/]],
    [
      "a number for a number",
      "anything",
      { users: [{ id: 7, name: "Ada" }] },
      [/Open a user: id = 7 \("Ada"\)/],
    ],
    ["a name of another noun", "anything", { room_key: "r1" }, [/roomKey=r1/]],
  ])("becomes links: %s", (_, called, result, expected) => {
    const links = found(called, result);
    expect(links).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(links[index]).toMatch(pattern);
  });

  it.each<[string, string, unknown]>([
    ["ids of something else", "list_tasks", { tasks: [{ owner: { id: "u1" } }] }],
    ["an id of the wrong type", "anything", { tasks: [{ id: 7 }], users: [{ id: "x" }] }],
    ["a value that is too long", "list_tasks", [{ id: "x".repeat(65) }]],
    ["no object", "list_tasks", "t1"],
  ])("becomes none: %s", (_, called, result) => {
    expect(found(called, result)).toEqual([]);
  });

  it("is not looked for where a result is not JSON, and stays within bounds where it is large", () => {
    expect(foundLinks(view(todo), "list_tasks", "id: t1")).toEqual([]);
    expect(
      found(
        "list_tasks",
        Array.from({ length: 5_000 }, (_, index) => ({ id: `t${index}` })),
      ),
    ).toHaveLength(8);
  });

  it("leads to the choice of the rest where a tool takes more", () => {
    const properties = { task_id: { type: "string" }, to: { enum: ["top", "bottom"] } };
    const moving = tools({
      path: "/move_task",
      input_schema: { type: "object", properties, required: ["task_id", "to"] },
    });
    const [link] = foundLinks(view(moving), "list_tasks", '[{"id":"t1"}]');
    expect(link?.url).toBe(`${base}/_as/pick/move_task?task_id=t1&_f=KEY`);
  });
});
