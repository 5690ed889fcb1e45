/** How a verb says no: thrown where the verb can only give up, translated once for each transport. */

export type RefusalCode =
  | "invalid"
  | "signed_out"
  | "wrong_credentials"
  | "email_taken"
  | "email_unverified"
  | "github_unverified"
  | "github_denied"
  | "github_taken"
  | "rate_limited"
  /** Also the answer for whatever belongs to another workspace. */
  | "not_found"
  | "forbidden"
  | "limit_reached"
  | "last_owner"
  /** A mailed link that was used already, is too old, or never was. */
  | "link_used_up"
  /** What needs a mail cannot be done: the dashboard has no mail server. */
  | "mail_off"
  | "relay_unreachable"
  | "internal";

export class Refused extends Error {
  readonly code: RefusalCode;
  readonly fields: Readonly<Record<string, string>>;

  /** `message` is shown to a stranger: what happened and what to do, never a secret. */
  constructor(code: RefusalCode, message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "Refused";
    this.code = code;
    this.fields = fields;
  }
}
