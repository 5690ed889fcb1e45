/** `npm run docs`: what README, docs and workflows say is complete, compiles, and leads somewhere. Part of `npm run check`. */
import { uncompiledBlocks } from "./docs/blocks.mjs";
import { faultsOfEnvironment } from "./docs/environment.mjs";
import { faultsOfErrors } from "./docs/errors.mjs";
import { faultsOfHtml } from "./docs/html.mjs";
import { brokenLinks } from "./docs/links.mjs";
import { faultsOfObservability } from "./docs/metrics.mjs";
import { readPages } from "./docs/pages.mjs";
import { faultsOfShell } from "./docs/shell.mjs";
import { faultsOfWorkflows } from "./docs/workflows.mjs";
import { Fault } from "./stack/fault.mjs";

const pages = readPages();

/** @param {string} path */
const page = (path) => {
  const found = pages.find((one) => one.path === path);
  if (found === undefined) throw new Fault(`${path} does not exist.`);
  return found;
};

const faults = [
  ...brokenLinks(pages),
  ...faultsOfErrors(page("docs/errors.md")),
  ...faultsOfEnvironment(page("docs/environment.md")),
  ...faultsOfObservability(page("docs/observability.md")),
  ...faultsOfWorkflows(),
  ...faultsOfShell(pages),
  ...faultsOfHtml(pages),
  ...(await uncompiledBlocks(pages)),
];
for (const fault of faults) console.log(fault);
console.log(`${pages.length} pages, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
