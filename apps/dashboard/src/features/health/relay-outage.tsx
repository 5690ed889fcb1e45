/** Said on every page of an app while this dashboard cannot reach the relay: what that means, and what still works. */
import { Notice } from "../../ui/notice.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import type { SystemStatus } from "./check-status.ts";

export const isRelayDown = ({ parts }: SystemStatus): boolean =>
  parts.some(({ name, state }) => name === "relay" && state === "down");

export function RelayOutage() {
  return (
    <div className="mb-6">
      <Notice tone="stop" title="This dashboard cannot reach the relay">
        Your apps and their links may still work. What you change and revoke here is kept, and sent as soon as
        the relay answers. Ending a session and the playground need it now, and calls show up here late.{" "}
        <TextLink href="/status">See the status</TextLink>
      </Notice>
    </div>
  );
}
