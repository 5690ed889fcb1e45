/**
 * `npm run bench:dashboard`: a workspace with 5 million calls in a Postgres of its own; how long the production dashboard
 * needs for its pages, the database for their queries, and how many calls a second are taken. `-- quick` for 200,000 calls,
 * `-- --calls N` for as many; these write no report. Exits 1 where a page needs more than a second, or the ingest takes less
 * than half of its goal.
 */
import { runSuite } from "../../../e2e/own-node.mjs";

await runSuite(import.meta.url);
