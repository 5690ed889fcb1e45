/** In which order a tool's arguments are chosen by links alone, and what each step offers. */
import type { Json, Tool } from "@agent-socket/protocol";
import { type Argument, argumentsOf, type Choices, choicesOf, valueWords } from "./arguments.ts";
import { pickLink, type Query, queryText, runLink } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";

/** One value for each argument of a step. */
export type Option = {
  /** `x = 4` */
  readonly meaning: string;
  /** `4` */
  readonly value: string;
  readonly pairs: Query;
};

export type Step =
  | { readonly kind: "ready" }
  /** Few enough to list, of one or several arguments. */
  | {
      readonly kind: "few";
      readonly arguments: readonly Argument[];
      readonly options: readonly Option[];
      readonly isLast: boolean;
    }
  | {
      readonly kind: "many";
      readonly argument: Argument;
      readonly choices: Exclude<Choices, { kind: "free" }>;
      readonly isLast: boolean;
    }
  /** What is left cannot be enumerated; some examples of the first may be known. */
  | {
      readonly kind: "free";
      readonly arguments: readonly Argument[];
      readonly options: readonly Option[];
      readonly isLast: boolean;
    };

type Open = { readonly argument: Argument; readonly choices: Choices; readonly size: number };

const KIND_ORDER = { values: 0, range: 1, free: 2 } as const;

/** `asked` names an optional argument to choose now. */
export function nextStep(tool: Tool, chosen: Query, maxOptions: number, asked?: string): Step {
  const open = openArguments(tool, chosen, asked);
  const [first] = open;
  if (first === undefined) return { kind: "ready" };
  const isLast = open.length === 1;
  if (first.choices.kind === "free") {
    const options = first.choices.examples.map((value) => option(first.argument, value));
    return { kind: "free", arguments: open.map(({ argument }) => argument), options, isLast };
  }
  if (first.size > maxOptions)
    return { kind: "many", argument: first.argument, choices: first.choices, isLast };
  const together = leading(open, maxOptions);
  const options = together.reduce<readonly Option[]>(
    (all, { argument, choices }) =>
      all.flatMap((before) => valuesOf(choices).map((value) => joined(before, option(argument, value)))),
    [{ meaning: "", value: "", pairs: [] }],
  );
  return {
    kind: "few",
    arguments: together.map(({ argument }) => argument),
    options,
    isLast: together.length === open.length,
  };
}

/** How many pages lead from here to the link that runs the call. */
export const stepsLeft = (tool: Tool): number => openArguments(tool, [], undefined).length;

/** What is still to be chosen: short lists first, then ranges, and last what cannot be enumerated. */
function openArguments(tool: Tool, chosen: Query, asked: string | undefined): readonly Open[] {
  return argumentsOf(tool)
    .filter(
      ({ name, isRequired }) => !chosen.some(([other]) => other === name) && (isRequired || name === asked),
    )
    .map((argument) => sized(argument, choicesOf(tool, argument)))
    .sort(
      (a, b) =>
        KIND_ORDER[a.choices.kind] - KIND_ORDER[b.choices.kind] ||
        (a.choices.kind === "values" ? a.size - b.size : 0),
    );
}

function sized(argument: Argument, choices: Choices): Open {
  const size =
    choices.kind === "values"
      ? choices.values.length
      : choices.kind === "range"
        ? choices.to - choices.from + 1
        : 0;
  // An empty enumeration leaves nothing to choose from.
  return size > 0 ? { argument, choices, size } : { argument, choices: asFree(choices), size: 0 };
}

const asFree = (choices: Choices): Choices =>
  choices.kind === "free" ? choices : { kind: "free", examples: [] };

/** As many arguments as make a list that is not too long. */
function leading(open: readonly Open[], maxOptions: number): readonly Open[] {
  let product = 1;
  const end = open.findIndex(({ choices, size }) => {
    product *= size;
    return choices.kind === "free" || product > maxOptions;
  });
  return end === -1 ? open : open.slice(0, end);
}

const valuesOf = (choices: Choices): readonly Json[] =>
  choices.kind === "values"
    ? choices.values
    : choices.kind === "range"
      ? integers(choices.from, choices.to)
      : choices.examples;

export const integers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

export const option = ({ name }: Argument, value: Json): Option => ({
  meaning: `${name} = ${valueWords(value)}`,
  value: valueWords(value),
  pairs: [[name, queryText(value)]],
});

const joined = (a: Option, b: Option): Option =>
  a.pairs.length === 0
    ? b
    : {
        meaning: `${a.meaning}, ${b.meaning}`,
        value: `${a.value}, ${b.value}`,
        pairs: [...a.pairs, ...b.pairs],
      };

/** Where an option leads: to the call itself, or to the next choice. */
export function optionLink(
  view: LinkView,
  tool: Tool,
  chosen: Query,
  { pairs }: Option,
  isLast: boolean,
): string {
  const query = [...chosen, ...pairs];
  return isLast ? runLink(view, tool, query) : pickLink(view, tool, query);
}
