/** Sends mails behind the requests that cause them, so that no answer waits for one, or tells by its time that there was one. */
import type { Logger } from "../log.ts";
import { type Mail, type RenderedMail, renderMail } from "./mail.ts";

/** Rejects when the mail was not taken. */
export type Delivery = (mail: RenderedMail) => Promise<void>;

export type Mailer = {
  /** Where links in mails lead: the dashboard's own address. */
  readonly siteUrl: string;
  /** Whether this dashboard can send mails at all; without it `send` composes nothing. */
  readonly canSend: boolean;
  /** Returns at once. What `compose` looks up and writes happens afterwards; `null` sends nothing. */
  readonly send: (compose: () => Promise<Mail | null>) => void;
  /** When all that was sent until now is delivered or given up. */
  readonly settled: () => Promise<void>;
};

const DEFAULT_RETRY_AFTER_MS = [2_000, 15_000];

export function createMailer(options: {
  readonly siteUrl: string;
  readonly deliver: Delivery | null;
  readonly log: Logger;
  /** Waits before the second try, the third, and so on. */
  readonly retryAfterMs?: readonly number[];
}): Mailer {
  const { siteUrl, deliver, log, retryAfterMs = DEFAULT_RETRY_AFTER_MS } = options;
  const pending = new Set<Promise<void>>();
  return {
    siteUrl,
    canSend: deliver !== null,
    settled: async () => void (await Promise.all(pending)),
    send(compose) {
      if (deliver === null) return;
      const work = composeAndDeliver(compose, deliver, log, retryAfterMs).finally(() => pending.delete(work));
      pending.add(work);
    },
  };
}

async function composeAndDeliver(
  compose: () => Promise<Mail | null>,
  deliver: Delivery,
  log: Logger,
  retryAfterMs: readonly number[],
): Promise<void> {
  try {
    const mail = await compose();
    if (mail === null) return;
    await deliverPatiently(() => deliver(renderMail(mail)), retryAfterMs);
    log.info({ mail: mail.kind }, "mail sent");
  } catch (cause) {
    log.error({ err: cause }, "a mail was not sent");
  }
}

async function deliverPatiently(deliver: () => Promise<void>, waits: readonly number[]): Promise<void> {
  for (const waitMs of waits) {
    try {
      return await deliver();
    } catch {
      // The last try below says why.
      await new Promise((wake) => setTimeout(wake, waitMs));
    }
  }
  await deliver();
}
