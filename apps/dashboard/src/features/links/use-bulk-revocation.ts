/** Which links are selected, and how far their revocation is: asked for some at a time, so that the page can say so. */
"use client";
import { useState, useTransition } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { RevocationOutcome, RevokedLinks } from "./revoke-links.ts";

/** Few enough for the numbers to move, many enough to be quick. */
const LINKS_A_REQUEST = 10;

export type Progress = { readonly done: number; readonly of: number };
export type Selection = {
  readonly selected: readonly string[];
  readonly isSelected: (tokenId: string) => boolean;
  /** Selects all of them, or none if they are selected already. */
  readonly toggle: (tokenIds: readonly string[]) => void;
  readonly isPending: (tokenId: string) => boolean;
  readonly outcomes: ReadonlyMap<string, RevocationOutcome>;
  /** While it goes on; afterwards how it ended. */
  readonly progress: Progress | null;
  readonly isRunning: boolean;
  readonly start: () => void;
};

export function useBulkRevocation(appId: string, revoke: FormAction<RevokedLinks>): Selection {
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [pending, setPending] = useState<readonly string[]>([]);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, RevocationOutcome>>(new Map());
  const [progress, setProgress] = useState<Progress | null>(null);
  const [isRunning, startRunning] = useTransition();

  const run = async (all: readonly string[]): Promise<void> => {
    for (let start = 0; start < all.length; start += LINKS_A_REQUEST) {
      const part = all.slice(start, start + LINKS_A_REQUEST);
      const revoked = await revokeSome(appId, part, revoke);
      setOutcomes((known) => new Map([...known, ...revoked]));
      setPending((waiting) => waiting.filter((tokenId) => !part.includes(tokenId)));
      setProgress({ done: start + part.length, of: all.length });
    }
  };
  return {
    selected,
    outcomes,
    progress,
    isRunning,
    isSelected: (tokenId) => selected.includes(tokenId),
    isPending: (tokenId) => pending.includes(tokenId),
    toggle: (tokenIds) =>
      setSelected((known) =>
        tokenIds.every((tokenId) => known.includes(tokenId))
          ? known.filter((tokenId) => !tokenIds.includes(tokenId))
          : [...new Set([...known, ...tokenIds])],
      ),
    start: () => {
      setPending(selected);
      setSelected([]);
      setProgress({ done: 0, of: selected.length });
      startRunning(() => run(selected));
    },
  };
}

/** A request that fails as a whole fails for each of its links. */
async function revokeSome(
  appId: string,
  tokenIds: readonly string[],
  revoke: FormAction<RevokedLinks>,
): Promise<readonly (readonly [string, RevocationOutcome])[]> {
  const form = new FormData();
  form.set("appId", appId);
  form.set("tokenIds", tokenIds.join(" "));
  const failed = (reason: string) =>
    tokenIds.map((tokenId) => [tokenId, { state: "failed", reason }] as const);
  try {
    const state = await revoke(idle, form);
    if (state.status === "done")
      return state.value.map(({ tokenId, outcome }) => [tokenId, outcome] as const);
    return failed(state.status === "refused" ? state.message : "Nothing was done.");
  } catch {
    return failed("The dashboard could not be reached; the link still works.");
  }
}
