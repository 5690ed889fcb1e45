/**
 * `npm run bench`: how fast the relay carries calls, against the barest bridge that does the job and against what a person
 * would use instead. `-- quick` takes under 3 minutes, `-- --runs 3` judges the median of three runs and writes
 * `docs/benchmarks.md`, `-- storm` simulates the reconnects after a deploy. Exits 1 where a gate is
 * missed or something could not be measured.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
