/**
 * `npm run conformance`: the suites of the Model Context Protocol against a relay of their own, with an app that offers
 * what they look for. Ends with `N passed, N failed`.
 */
import { requireBundledNode } from "../../scripts/stack/repository.mjs";

requireBundledNode();
const { main } = await import("./main.ts");
process.exitCode = await main();
