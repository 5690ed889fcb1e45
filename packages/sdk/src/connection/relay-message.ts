/**
 * The door for what the relay says. Written by hand, since a schema library would be a third of this package; each
 * check is held to the protocol's own type by the compiler, so the two cannot drift apart.
 */
import type { RelayFrame } from "@agent-socket/protocol";

type Guard<T> = (value: unknown) => value is T;
type Shape<T> = { readonly [Key in keyof T]-?: Guard<T[Key]> };
type Frame<Type extends RelayFrame["type"]> = Extract<RelayFrame, { type: Type }>;
/** A refused and an accepted form for replies, one form for all else. */
type Forms = { readonly [Type in RelayFrame["type"]]: Guard<Omit<Frame<Type>, "type">> };

const text: Guard<string> = (value) => typeof value === "string";
const number: Guard<number> = (value) => typeof value === "number";
const flag: Guard<boolean> = (value) => typeof value === "boolean";
const optional =
  <T>(guard: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || guard(value);
const nullable =
  <T>(guard: Guard<T>): Guard<T | null> =>
  (value): value is T | null =>
    value === null || guard(value);
const oneOf =
  <const T>(...values: readonly T[]): Guard<T> =>
  (value): value is T =>
    values.some((known) => known === value);
const listOf =
  <T>(guard: Guard<T>): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(guard);
const either =
  <A, B>(a: Guard<A>, b: Guard<B>): Guard<A | B> =>
  (value): value is A | B =>
    a(value) || b(value);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const texts: Guard<Record<string, string>> = (value): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every(text);

const object =
  <T>(shape: Shape<T>): Guard<T> =>
  (value): value is T =>
    isRecord(value) &&
    Object.entries<Guard<unknown>>(shape).every(([key, guard]) => guard(Object.hasOwn(value, key) ? value[key] : undefined));
