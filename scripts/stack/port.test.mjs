/** Ports: what is taken is seen, on either loopback address. */
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { freePort, portIsFree } from "./port.mjs";

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);
const hosts = ["127.0.0.1", "0.0.0.0", ...(hasIpv6 ? ["::1"] : [])];

/** @param {string} host */
async function listen(host) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, host, () => resolve(undefined)));
  const address = server.address();
  return { port: typeof address === "object" && address ? address.port : 0, close: () => server.close() };
}

test("a free port is free", async () => {
  expect(await portIsFree(await freePort())).toBe(true);
});

test.each(hosts)("a port on which somebody listens at %s is not free", async (host) => {
  const taken = await listen(host);
  expect(await portIsFree(taken.port)).toBe(false);
  taken.close();
  expect(await portIsFree(taken.port)).toBe(true);
});
