/** One real call, when it was asked for: what the app answers, and who is shown that. */
import type { Link } from "../link.ts";
import { policies } from "../reader/policies.ts";
import { Reader } from "../reader/reader.ts";
import { fault, type Finding, NotExamined, note } from "../report.ts";
import { exampleOf, type ToolList } from "../tools/tool-list.ts";

export async function tryCall({ url }: Link, { tools }: ToolList, name: string): Promise<readonly Finding[]> {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined)
    throw new NotExamined(`There is no tool ${name}. There are: ${tools.map((one) => one.name).join(", ")}.`);
  const reader = new Reader(policies.curl);
  const address = `${url}${tool.path}`;
  const page = await (tool.method === "GET"
    ? reader.open(address)
    : reader.send(tool.method, address, JSON.stringify(exampleOf(tool))));
  const type = page.contentType || "no type";
  const said = `${name} was called, and answered ${page.status} with ${page.text.length} characters of ${type}.`;
  if (page.status >= 400) return [fault(`${said} ${page.text.slice(0, 300)}`)];
  const isText = policies["fetch-build"].contentTypes.test(page.contentType);
  return [note(said), ...(isText ? [] : [note(`Chats that are shown text alone see nothing of ${type}.`)])];
}
