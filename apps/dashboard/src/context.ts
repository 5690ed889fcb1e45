/** What every verb is given: the database, the relay, the mail, the log, and who asks. */
import type { Db } from "@agent-socket/db";
import type { Logger } from "./log.ts";
import type { Mailer } from "./mail/mailer.ts";
import type { RelayControl } from "./relay/relay-control.ts";

export type ServiceContext = {
  readonly db: Db;
  readonly relay: RelayControl;
  readonly mail: Mailer;
  readonly log: Logger;
};

export type RequestContext = ServiceContext & {
  /** Names the request in answers, the log and the audit. */
  readonly requestId: string;
  readonly ipAddress: string | null;
};

export type CurrentUser = {
  readonly id: string;
  readonly email: string;
  /** Empty until the person gives one. */
  readonly name: string;
  /** Whether a mailed link proved that the address is theirs. */
  readonly emailVerified: boolean;
};

export type UserContext = RequestContext & {
  readonly user: CurrentUser;
  /** The public id of the login that asks. */
  readonly loginId: string;
};
