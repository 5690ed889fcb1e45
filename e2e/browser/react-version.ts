/** The Reacts that the SDK is for, as a bundler finds them. */

export type ReactVersion = 18 | 19;

export const aliasOf = (version: ReactVersion = 19): Record<string, string> =>
  version === 18 ? { react: "react-18", "react-dom": "react-dom-18" } : {};
