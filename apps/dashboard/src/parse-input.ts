/** A verb's door: its input, checked once. */
import * as v from "valibot";
import { Refused } from "./refused.ts";

/** The parsed input; refuses as `invalid` with one sentence for each field at fault. */
export function parseInput<T>(schema: v.GenericSchema<unknown, T>, input: unknown): T {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return parsed.output;
  const fields: Record<string, string> = {};
  for (const issue of parsed.issues)
    fields[(v.getDotPath(issue) ?? "").split(".")[0] ?? ""] ??= issue.message;
  throw new Refused("invalid", Object.values(fields)[0] ?? "The input is not valid.", fields);
}
