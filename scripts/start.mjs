/** `npm start`: the whole system with kept data, until Ctrl-C. */
import { join, relative } from "node:path";
import { Fault } from "./stack/fault.mjs";
import { root } from "./stack/repository.mjs";
import { onStopSignal } from "./stack/stop-signal.mjs";
import { startStack } from "./stack.mjs";

const DEFAULT_PORTS = { relay: 8787, dashboard: 3000, example: 5173 };

const dataDir = process.env["DATA_DIR"] || join(root, ".data");
const giveUp = new AbortController();

try {
  await main();
} catch (cause) {
  if (!giveUp.signal.aborted) fail(cause);
}

async function main() {
  const starting = startStack({
    dataDir,
    ports: { relay: portOf("relay"), dashboard: portOf("dashboard"), example: portOf("example") },
    databaseUrl: process.env["DATABASE_URL"] || undefined,
    reviveRelay: true,
    signal: giveUp.signal,
    onProgress: (text) => console.log(text),
  });
  onStopSignal(async () => {
    giveUp.abort();
    const stack = await starting.catch(() => null);
    await stack?.stop();
    console.log(`\nStopped. The data is kept in ${relative(process.cwd(), dataDir)}.`);
    process.exit(0);
  });
  const stack = await starting;
  console.log(welcome(stack));
  const fault = await stack.died;
  await stack.stop();
  throw fault;
}

/** @param {keyof typeof DEFAULT_PORTS} part */
function portOf(part) {
  const name = `${part.toUpperCase()}_PORT`;
  const text = process.env[name] || String(DEFAULT_PORTS[part]);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Fault(`${name} is "${text}", which is not a port: give a number from 1 to 65535.`);
  return port;
}

/** @param {import("./stack.mjs").Stack} stack */
function welcome({ dashboardUrl, exampleUrl, relayUrl }) {
  const seconds = Math.round(performance.now() / 1000);
  // The example looks for a relay at the default port, unless it is told another.
  const query = relayUrl.endsWith(`:${DEFAULT_PORTS.relay}`) ? "" : `/?relay=${relayUrl}`;
  return `
agent-socket is ready (${seconds} s).

  Dashboard  ${dashboardUrl}   sign up, create an app, copy its id
  Example    ${exampleUrl}${query}   a canvas that an AI can paint on
  Relay      ${relayUrl}   where apps connect and links lead

What next: open the example, click "Connect with AI", and give the link to any AI agent on this machine.
Ctrl-C stops everything and keeps the data.`;
}

/** @param {unknown} cause */
function fail(cause) {
  console.error(cause instanceof Fault ? cause.message : cause);
  process.exit(1);
}
