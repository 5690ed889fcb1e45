/** `@agent-socket/sdk/button`. */
export const x = 1;
