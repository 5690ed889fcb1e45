/** Safe to import in the browser. */
export const RESTORABLE_DAYS = 7;
