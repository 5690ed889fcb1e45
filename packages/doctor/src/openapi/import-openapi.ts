/** Reads an OpenAPI document as a program does that makes actions of it: what it can call, and what it stumbles over. */
import * as v from "valibot";

export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly takesBody: boolean;
};
export type ImportedApi = { readonly operations: readonly Operation[]; readonly faults: readonly string[] };

/** A custom GPT's limits; the last two are what its editor was seen to refuse. */
const MAX_SUMMARY_CHARS = 300;
const MAX_PARAMETER_CHARS = 700;
export const MAX_OPERATIONS = 30;
const MAX_BYTES = 1_000_000;

const OPERATION_ID = /^[\w-]{1,64}$/;

const Parameter = v.object({ name: v.string(), in: v.string(), description: v.optional(v.string(), "") });
const OperationObject = v.object({
  operationId: v.string(),
  summary: v.optional(v.string(), ""),
  description: v.optional(v.string(), ""),
  parameters: v.optional(v.array(Parameter), []),
  requestBody: v.optional(v.object({ content: v.record(v.string(), v.unknown()) })),
  responses: v.record(v.string(), v.unknown()),
});
const Document = v.object({
  openapi: v.pipe(v.string(), v.regex(/^3\.1\.\d+$/, "it is not OpenAPI 3.1")),
  info: v.object({ title: v.string(), version: v.string() }),
  servers: v.tupleWithRest([v.object({ url: v.pipe(v.string(), v.url()) })], v.unknown()),
  paths: v.record(
    v.string(),
    v.record(v.picklist(["get", "post", "put", "patch", "delete"]), OperationObject),
  ),
  components: v.optional(v.unknown()),
});
type OperationObject = v.InferOutput<typeof OperationObject>;

export function importOpenapi(text: string): ImportedApi {
  const json = parsed(text);
  const read = v.safeParse(Document, json);
  if (!read.success) return { operations: [], faults: read.issues.map(faultOf) };
  const { servers, paths } = read.output;
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const operations = entries.map(({ path, method, operation }): Operation => ({
    id: operation.operationId,
    method,
    url: `${servers[0].url}${path}`,
    takesBody: operation.requestBody !== undefined,
  }));
  const ids = operations.map(({ id }) => id);
  const faults = [
    ...entries.flatMap(({ path, operation }) => faultsOf(path, operation)),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two operations are called ${id}`),
    ...(ids.length > MAX_OPERATIONS
      ? [`there are ${ids.length} operations, and a custom GPT takes ${MAX_OPERATIONS}`]
      : []),
    ...(new TextEncoder().encode(text).length > MAX_BYTES
      ? ["it is over 1 MB, and a custom GPT takes no more"]
      : []),
    ...brokenReferences(json),
  ];
  return { operations, faults };
}

function faultsOf(
  path: string,
  { operationId: id, summary, description, parameters }: OperationObject,
): readonly string[] {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  return [
    ...(OPERATION_ID.test(id) ? [] : [`${id} is no good operationId`]),
    ...(Math.max(summary.length, description.length) > MAX_SUMMARY_CHARS
      ? [`${id}: its summary or description is over ${MAX_SUMMARY_CHARS} characters`]
      : []),
    ...parameters
      .filter((parameter) => parameter.description.length > MAX_PARAMETER_CHARS)
      .map(({ name }) => `${id}: the description of ${name} is over ${MAX_PARAMETER_CHARS} characters`),
    ...(places.sort().join() === inPath.sort().join()
      ? []
      : [`${id}: its path and its path parameters differ`]),
  ];
}

/** References that lead out of the document, or nowhere in it. */
function brokenReferences(document: unknown): readonly string[] {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(
    ([, target = ""]) => target,
  );
  return [...new Set(references)]
    .filter((target) => !target.startsWith("#/") || follow(document, target) === undefined)
    .map((target) => `the reference ${target} leads nowhere`);
}

const follow = (document: unknown, target: string): unknown =>
  target
    .slice(2)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(
      (at: unknown, name) => (typeof at === "object" && at !== null ? Reflect.get(at, name) : undefined),
      document,
    );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says what is wrong with it.
    return null;
  }
}

const faultOf = (issue: v.BaseIssue<unknown>): string =>
  `${v.getDotPath(issue) ?? "the document"}: ${issue.message}`;
