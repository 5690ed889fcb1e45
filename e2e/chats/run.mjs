/**
 * `npm run chats`: plays every kind of AI chat against a relay and the example app, in a real browser, and compares what
 * they reached with the table in docs/any-chat.md; `npm run chats -- --write` writes it there. Ends with
 * `N passed, N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
