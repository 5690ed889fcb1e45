/** Texts of the app between two lines with a fresh key, which the app cannot know: nothing in them passes for the relay's. */

/** `what` such as `data of the app`. */
export const fenced = (what: string, text: string, key: string): string =>
  `----- ${what}, up to the next ${key} -----\n${text}\n----- ${key} -----`;
