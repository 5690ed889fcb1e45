/**
 * `node e2e/scenarios/run.mjs <id|range|all> …` (also `npm run scenarios -- …`): plays black-box scenarios against a relay,
 * a dashboard and a Postgres of their own, or against a running stack that AS_RELAY_URL, AS_DASHBOARD_URL,
 * AS_DATABASE_URL and AS_CONTROL_SECRETS name. Those that kill the relay always have one of their own. Ends with
 * `N passed, N failed`.
 */
import { runSuite } from "../own-node.mjs";

await runSuite(import.meta.url);
