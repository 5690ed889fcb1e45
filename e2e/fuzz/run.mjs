/**
 * `npm run fuzz`: 70,000 garbage inputs, 10,000 for each of seven surfaces; after each batch of them the next valid call must
 * work, and nothing may fail, crash, or show a stack. `-- --short` is a quick one; `--seed N` repeats a run, `--inputs
 * N` changes the number for each surface, `--only WORD` tries the surfaces with this word in their name. Ends with `N passed,
 * N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
