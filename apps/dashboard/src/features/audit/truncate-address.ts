/** The network that an address is in: enough to notice a stranger, too little to find a person. */
import { isIP } from "node:net";

/** Such as `192.0.2.0/24` or `2001:db8:1::/48`; `null` for none, and for what is no address. */
export function truncateAddress(address: string | null): string | null {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIP(plain) !== 6) return null;
  const [head = "", tail] = plain.split("%")[0]?.split("::") ?? [];
  const groups = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const filled =
    tail === undefined
      ? groups
      : [...groups, ...Array<string>(8 - groups.length - last.length).fill("0"), ...last];
  return `${filled.slice(0, 3).join(":")}::/48`;
}
