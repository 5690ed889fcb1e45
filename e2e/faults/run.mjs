/**
 * `npm run faults`: 10,000 calls while the dashboard, the relay and Postgres fail in turn and the way between them loses,
 * repeats and delays; then compares the books with what the callers saw. `-- --short` is what `npm test` runs; `--seed N`
 * repeats a run's faults, `--calls N` changes the number, `--outage N` for how many seconds Postgres is away, `--only WORDS`
 * plays the acts with these words in their title. Ends with `N passed, N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
