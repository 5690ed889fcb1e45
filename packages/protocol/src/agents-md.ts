/** In an app's own text: "I wrote the calling reference myself", so the relay adds none. */
export const CONTRACT_MARKER = "<!-- as:contract-v1 -->";
