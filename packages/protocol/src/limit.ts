/** Every limit of the protocol, each a named constant with its unit. */
const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;

export const MAX_REQUEST_BYTES = MIB;
/** Of a frame that the app sends. The platform would take 32 MiB; this keeps one call from starving the others. */
export const MAX_FRAME_BYTES = 4 * MIB;
/** Of a call's stored or delivered result. */
export const MAX_RESULT_BYTES = MIB;
export const MAX_JSON_DEPTH = 64;
export const MAX_AGENTS_MD_BYTES = 64 * KIB;
export const MAX_SCHEMA_BYTES = 32 * KIB;
export const MAX_SCHEMA_DEPTH = 16;
export const MAX_DESCRIPTION_CHARS = 1024;
export const MAX_NAME_CHARS = 128;
export const MAX_LABEL_CHARS = 256;
export const MAX_TOOLS = 200;
/** Names of tools in one report of a session; with all of them it would be as large as a hundred calls. */
export const MAX_NAMES_REPORTED = 50;
export const MAX_TOOL_EXAMPLES = 8;
export const MAX_LINKS_PER_SESSION = 50;
export const MAX_INFLIGHT_PER_SESSION = 100;
export const MAX_PENDING_TASKS = 100;
export const MAX_KEY_CHARS = 64;
export const MAX_BATCH_CALLS = 50;
/** Events of the app that a reader can look back on. */
export const MAX_EVENTS_KEPT = 100;
export const MAX_EVENT_BYTES = 16 * KIB;
export const MAX_EVENT_NAME_CHARS = 64;
export const MAX_EVENTS_PER_SECOND = 20;
export const MAX_PROGRESS_CHARS = 256;
export const MAX_PROMPTS = 20;
export const MAX_PROMPT_CHARS = 4096;
/** Links of a session that are remembered, dead ones included. */
export const MAX_LINKS_KEPT = 500;
/** Keys of calls that are remembered per session; the oldest go first. */
export const MAX_KEYS_KEPT = 10_000;
/** Frames that could not be read, after which the socket is closed. */
export const MAX_BAD_FRAMES = 50;

export const CALLS_PER_SECOND_PER_LINK = 20;
export const CALL_BURST_PER_LINK = 50;

/** Until the first frame of a socket. */
export const FIRST_FRAME_TIMEOUT_MS = 10 * SECOND_MS;
/** A hidden tab's timers fire once a minute, so one lost beat must not count. */
export const APP_SILENT_AFTER_MS = 150 * SECOND_MS;
/** While a call waits for it: from the app's last sign of life until it is asked for one, and how long that may take. */
export const APP_ASKED_AFTER_MS = 5 * SECOND_MS;
export const APP_ANSWERS_WITHIN_MS = 10 * SECOND_MS;
export const DEFAULT_TOOL_TIMEOUT_MS = 300 * SECOND_MS;
export const MAX_TOOL_TIMEOUT_MS = HOUR_MS;
/** How long an HTTP request is held for a call before the call becomes a task. */
export const DEFAULT_WAIT_MS = 25 * SECOND_MS;
export const LINK_WAIT_MS = 8 * SECOND_MS;
export const MAX_WAIT_MS = 55 * SECOND_MS;
/** Of a call that may be asked for again: by its key, or as a task. Longer than any chat is known to cache a page. */
export const RESULT_KEPT_MS = HOUR_MS;
/** Of a key beyond its result, so that a link printed days ago still runs nothing twice. */
export const KEY_KEPT_MS = 7 * 24 * HOUR_MS;
/** How long a person in the app may take to complete or approve a call. */
export const ASK_TIMEOUT_MS = 600 * SECOND_MS;
export const ANONYMOUS_HOLD_MS = 24 * HOUR_MS;
export const REGISTERED_HOLD_MS = 7 * 24 * HOUR_MS;
/** How long the holder of a dead link still learns why it is dead. */
export const TOMBSTONE_MS = 24 * HOUR_MS;

/** Of a page for a reader that only opens links. */
export const PAGE_BYTES = 8 * KIB;
/** Some readers refuse longer addresses. */
export const MAX_LINK_CHARS = 250;

/** Clock difference that a signed control message may have. */
export const CONTROL_SKEW_SECONDS = 300;
export const MAX_EVENTS_PER_BATCH = 100;
/** Of a link that the dashboard orders: long enough to try an app, too short to be forgotten somewhere. */
export const MAX_MINTED_SECONDS = 3600;
