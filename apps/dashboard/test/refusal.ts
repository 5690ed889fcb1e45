/** What a verb refused with. */
import { expect } from "vitest";
import { Refused, type RefusalCode } from "../src/refused.ts";

/** Fails unless `work` is refused with this code; resolves with the refusal. */
export async function expectRefusal(work: Promise<unknown>, code: RefusalCode): Promise<Refused> {
  const outcome = await work.then(
    () => "it was done",
    (cause: unknown) => cause,
  );
  if (!(outcome instanceof Refused)) throw new Error(`Expected the refusal ${code}.`, { cause: outcome });
  expect(outcome.code).toBe(code);
  return outcome;
}
