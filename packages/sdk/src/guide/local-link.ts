/** A link to a relay on the person's own computer, as while an app is being made. */

/** `localhost`, its subdomains, and the addresses that never leave the machine. */
export const isOfThisComputer = (url: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
