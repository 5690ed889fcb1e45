/** The tools behind a link, as its tools.json has them. */
import * as v from "valibot";
import type { Link } from "../link.ts";
import { policies } from "../reader/policies.ts";
import { Reader } from "../reader/reader.ts";
import { NotExamined } from "../report.ts";

const ListedTool = v.object({
  name: v.string(),
  method: v.string(),
  path: v.string(),
  examples: v.optional(v.array(v.unknown()), []),
});
const ToolsJson = v.object({ app: v.object({ name: v.string() }), tools: v.array(ListedTool) });

export type ListedTool = v.InferOutput<typeof ListedTool>;
export type ToolList = v.InferOutput<typeof ToolsJson>;

export async function readToolList({ url }: Link): Promise<ToolList> {
  const { text } = await new Reader(policies.curl).open(`${url}/tools.json`);
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), ToolsJson), text);
  if (!read.success)
    throw new NotExamined("The link's tools.json cannot be read: this is no relay of agent-socket.");
  return read.output;
}

/** Arguments that the app gives as an example, or none. */
export const exampleOf = ({ examples: [first] }: ListedTool): object =>
  typeof first === "object" && first !== null ? first : {};
