/** For pages: whatever a verb calls not found becomes Next's not-found page. */
import { notFound } from "next/navigation";
import { Refused } from "./refused.ts";

export async function foundOr404<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof Refused && cause.code === "not_found") notFound();
    throw cause;
  }
}
