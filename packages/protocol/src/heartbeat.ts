/** The fixed heartbeat: the runtime answers it without waking the session. */
export const HEARTBEAT_PING = '{"type":"ping"}';
export const HEARTBEAT_PONG = '{"type":"pong"}';
