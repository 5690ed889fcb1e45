/** What needs the developer's attention, each with the page that deals with it. */
import { ButtonLink } from "../../ui/button.tsx";
import { formatShare, plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import type { Overview } from "./get-overview.ts";

const ERROR_RATE_WORTH_A_LOOK = 0.05;
/** Below this, one failed call would make an alarming rate. */
const CALLS_WORTH_A_RATE = 20;

type Props = {
  readonly appId: string;
  readonly overview: Overview;
  readonly everConnected: boolean;
  /** Refused lately, and of a kind that "Allow" can help. */
  readonly refusedOrigins: readonly string[];
};

export function Attention({ appId, overview, everConnected, refusedOrigins }: Props) {
  const { errorRate, errors, calls } = overview;
  const [firstRefused] = refusedOrigins;
  return (
    <>
      {!everConnected && (
        <Notice
          title="Your app has not connected yet"
          action={
            <ButtonLink href={`/apps/${appId}/connect`} tone="primary" size="small">
              Connect your app
            </ButtonLink>
          }
        >
          Three steps, and each turns green by itself.
        </Notice>
      )}
      {firstRefused !== undefined && (
        <Notice
          tone="wait"
          title={`The relay refused ${plural(refusedOrigins.length, "origin")} lately`}
          action={
            <ButtonLink href={`/apps/${appId}/origins`} size="small">
              Look at origins
            </ButtonLink>
          }
        >
          {firstRefused} {refusedOrigins.length > 1 && "and others "}used this app id and may be yours.
        </Notice>
      )}
      {errorRate !== null && calls >= CALLS_WORTH_A_RATE && errorRate >= ERROR_RATE_WORTH_A_LOOK && (
        <Notice
          tone="stop"
          title={`${formatShare(errors, calls)} of the calls failed in the last 24 hours`}
          action={
            <ButtonLink href={`/apps/${appId}/calls?outcome=failed`} size="small">
              See failed calls
            </ButtonLink>
          }
        />
      )}
    </>
  );
}
