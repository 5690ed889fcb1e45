/**
 * An app's JSON Schema as the relay will evaluate it: an app that we do not know must not be able to stall the relay,
 * and an agent that we do not know must learn of every field that it made up.
 */
import { isClosedSchema, type Json, type JsonObject } from "@agent-socket/protocol";

const SCHEMA_MAPS = new Set(["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"]);
/** Never schemas, whatever they look like. */
const DATA = new Set(["const", "default", "enum"]);
/**
 * Left out: what is left to the app (`format`, and `uniqueItems`, which compares each item with each other one), and
 * what would let references lead elsewhere than into the schema itself.
 */
const DROPPED = new Set(["$id", "$recursiveAnchor", "$recursiveRef", "format", "id", "uniqueItems"]);
const MAX_PATTERN_CHARS = 200;
const MAX_REPEATS = 1000;
const MAX_CHOICES = 4;
/** A range that leaves more ways than this is wide. */
const WIDE = 16;

/** Patterns that could backtrack without bound are left to the app; top-level unknown fields are refused unless the schema says otherwise. */
export function safeSchema(schema: JsonObject): JsonObject {
  const safe = safeObject(schema);
  return isClosedSchema(safe) ? { ...safe, additionalProperties: false } : safe;
}

/**
 * Bounded: no group is repeated, nothing looks around or back, few places leave the matcher a choice, and at most one
 * of these is wide, tried from one start alone. So the number of steps is a constant times the input's length.
 */
export function isBoundedPattern(pattern: string): boolean {
  if (pattern.length > MAX_PATTERN_CHARS) return false;
  const bare = pattern.replaceAll(/\\[^1-9k]/g, "a").replaceAll(/\[[^\]]*\]/g, "a");
  if (/\\|\(\?(?!:)|\)[*+?{]/.test(bare)) return false;
  const ranges = [...bare.replaceAll("(?:", "(").matchAll(/[*+?]|\{(\d*)(,?)(\d*)\}/g)].map(
    ([text, from, comma, to]) => rangeOf(text, from, comma, to),
  );
  if (ranges.some(([, most]) => most > MAX_REPEATS && most !== Infinity)) return false;
  const choices = ranges.filter(([least, most]) => least !== most);
  const alternations = bare.includes("|") ? bare.split("(").length : 0;
  const wide = choices.filter(([, most]) => most > WIDE).length;
  const startsOnce = bare.startsWith("^") && alternations === 0;
  return choices.length + alternations <= MAX_CHOICES && wide <= (startsOnce ? 1 : 0);
}

/** How often a quantifier repeats, at least and at most. */
function rangeOf(text: string, from = "", comma = "", to = ""): readonly [number, number] {
  if (text === "*") return [0, Infinity];
  if (text === "+") return [1, Infinity];
  if (text === "?") return [0, 1];
  return [Number(from), comma === "" ? Number(from) : to === "" ? Infinity : Number(to)];
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function safeSubschema(value: Json): Json {
  return isObject(value) ? safeObject(value) : value;
}

function safeObject(schema: JsonObject): JsonObject {
  const entries: [string, Json][] = [];
  let droppedPatternProperty = false;
  for (const [keyword, value] of Object.entries(schema)) {
    const isUnsafe = keyword === "pattern" && !(typeof value === "string" && isBoundedPattern(value));
    if (isUnsafe || DROPPED.has(keyword) || keyword.startsWith("__")) continue;
    if (SCHEMA_MAPS.has(keyword) && isObject(value)) {
      const kept = Object.entries(value).filter(
        ([name]) => keyword !== "patternProperties" || isBoundedPattern(name),
      );
      droppedPatternProperty ||= kept.length < Object.keys(value).length;
      entries.push([keyword, Object.fromEntries(kept.map(([name, item]) => [name, safeSubschema(item)]))]);
    } else if (DATA.has(keyword)) entries.push([keyword, value]);
    // A reference may lead into any other keyword, known or not, so its objects are schemas too.
    else entries.push([keyword, Array.isArray(value) ? value.map(safeSubschema) : safeSubschema(value)]);
  }
  // Without its pattern a property would count as unknown.
  const kept = droppedPatternProperty
    ? entries.filter(([keyword]) => keyword !== "additionalProperties" && keyword !== "unevaluatedProperties")
    : entries;
  return Object.fromEntries(kept);
}
