/**
 * `npm run conformance`: the suites of the Model Context Protocol against a relay of their own, with an app that offers
 * what they look for. Ends with `N passed, N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
