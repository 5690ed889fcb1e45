/** Addresses lose the part that names one person. */
import { expect, test } from "vitest";
import { truncateAddress } from "./truncate-address.ts";

test.each([
  ["192.0.2.77", "192.0.2.0/24"],
  ["::ffff:192.0.2.77", "192.0.2.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:db8::5:6", "2001:db8:0::/48"],
  ["::1", "0:0:0::/48"],
  ["not an address", null],
  [null, null],
])("%s is in %s", (address, network) => {
  expect(truncateAddress(address)).toBe(network);
});
