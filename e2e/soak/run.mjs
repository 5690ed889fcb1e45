/**
 * `npm run soak`: half an hour of mixed calls while a hundredth of everything goes wrong, then compares the books and what is open
 * with how it began; then ten minutes of them at a relay on plain workerd, whose memory must level off. `-- --minutes N` changes
 * how long, `--seed N` repeats a run's faults, `-- memory` is the second part alone, `-- storm` kills a relay under 2,000
 * connected apps (`--apps N`) instead and judges how they come back, `-- --short` is a quick first part, which judges no memory.
 * Ends with `N passed, N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
