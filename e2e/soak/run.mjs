/**
 * `npm run soak`: half an hour of mixed calls while a hundredth of everything goes wrong, then compares the books and what the
 * relay holds with how it began. `-- --minutes N` changes how long, `--seed N` repeats a run's faults, `-- storm` kills a relay
 * under 2,000 connected apps (`--apps N`) instead and counts how they come back, `-- --short` is a quick one. Ends
 * with `N passed, N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
