/** A chat as the studio runs it: it works on one person's app, and keeps a ledger of the tools that it reached there. */
import { TOOLS } from "./goals.ts";
import type { Easel, Studio } from "./studio.ts";

/** How far a chat comes with a tool: with any arguments, with any that the app's person fills in, or not at all. */
export type Reach = "yes" | "person" | "no";

export type Reached = { readonly tool: string; readonly reach: Reach; readonly why: string };

export type Chat = {
  readonly profile: string;
  readonly run: (easel: Easel, ledger: Ledger, studio: Studio) => Promise<void>;
};

/** Written where a call was answered, and nowhere else. */
export class Ledger {
  readonly #entries = new Map<string, Reached>();
  readonly #notes: string[] = [];

  record(tool: string, reach: Reach = "yes", why = ""): void {
    this.#entries.set(tool, { tool, reach, why });
  }

  /** What it took, such as a count of fetches. */
  note(text: string): void {
    this.#notes.push(text);
  }

  get notes(): readonly string[] {
    return this.#notes;
  }

  /** One entry for each tool of the app, in the order of its briefing. */
  get entries(): readonly Reached[] {
    return TOOLS.map((tool) => {
      const entry = this.#entries.get(tool);
      if (entry === undefined) throw new Error(`Nothing was found out about ${tool}.`);
      return entry;
    });
  }
}

export const BY_CONSENT = "the person allows each call";
export const TEXT_ONLY = "it is shown text, not images";
