/** A method that an object of the browser, or of a polyfill, may or may not have. */

export type Method = (...args: unknown[]) => unknown;

export function methodOf(owner: object, name: string): Method | null {
  const method: unknown = Reflect.get(owner, name);
  if (typeof method !== "function") return null;
  return (...args) => Reflect.apply(method, owner, args) as unknown;
}
