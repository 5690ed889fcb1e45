/**
 * `npm run bench:dashboard`: a workspace with 5 million calls in a Postgres of its own; how long the production dashboard
 * needs for its pages, the database for their queries, and how many calls a second are taken. `-- --calls N` for a smaller
 * one, which writes no report. Exits 1 where a page needs more than a second.
 */
import { runSuite } from "../../../e2e/own-node.mjs";

await runSuite(import.meta.url);
