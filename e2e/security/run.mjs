/**
 * `npm run security`: what a stranger, a hostile page, an app, an agent or a thief could try, each tried on a stack of its own
 * and in a real browser; at the end everything that was kept is searched for secrets. Whole, it tries 100,000 forged links and
 * plays all scenarios before the search; `-- --short` is a quick one, `--only WORDS` plays what has these words in
 * its title. Ends with `N passed, N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
