/** What typing finds. */
import { expect, test } from "vitest";
import { matchCommands } from "./match-commands.ts";

const groups = [
  {
    title: "Pixel canvas",
    commands: [
      { label: "Links", href: "/l" },
      { label: "Calls", href: "/c" },
    ],
  },
  { title: "Docs", commands: [{ label: "Links and chats", href: "/d" }] },
];
const found = (typed: string) =>
  matchCommands(groups, typed).flatMap(({ commands }) => commands.map(({ href }) => href));

test.each([
  ["", ["/l", "/c", "/d"]],
  ["links", ["/l", "/d"]],
  ["  CANVAS  link ", ["/l"]],
  ["docs", ["/d"]],
  ["nothing like it", []],
])("%j finds %j", (typed, hrefs) => {
  expect(found(typed)).toEqual(hrefs);
});
