/** How this package names itself to the relay. */
export const SDK_NAME = "agent-socket-js/0.1.0";
