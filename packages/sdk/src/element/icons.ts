/** The drawings of the states, as paths on 24 × 24. */
import type { IconName } from "./words.ts";

export const ICONS: Readonly<Record<IconName, string>> = {
  spark:
    "M11 3.5 13 10l6.5 2.5L13 14.5 11 21 9 14.5 2.5 12.5 9 10ZM19 2.5l.7 2.3 2.3.7-2.3.7-.7 2.3-.7-2.3-2.3-.7 2.3-.7Z",
  link: "M10 14l4-4M8 11l-2 2a3.5 3.5 0 0 0 5 5l2-2M16 13l2-2a3.5 3.5 0 0 0-5-5l-2 2",
  clock: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  check: "M4 12.5 9.5 18 20 6.5",
  work: "M13 3 5 13.5h6L10 21l9-11h-6Z",
  ask: "M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  pause: "M9 5v14M15 5v14",
  again: "M20 5v5h-5M4 19v-5h5M5.5 9A7.5 7.5 0 0 1 19 8.5l1 1.5M18.5 15A7.5 7.5 0 0 1 5 15.5L4 14",
  off: "M6 6l12 12M18 6 6 18",
};
