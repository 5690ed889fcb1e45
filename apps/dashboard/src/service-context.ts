/** The context of work that no person asked for: the relay's requests and what runs in the background. */
import "server-only";
import type { ServiceContext } from "./context.ts";
import { database } from "./database.ts";
import { env, type MailSettings } from "./env.ts";
import { log } from "./log.ts";
import { mailboxDelivery } from "./mail/mailbox-delivery.ts";
import { createMailer, type Delivery, type Mailer } from "./mail/mailer.ts";
import { smtpDelivery } from "./mail/smtp-delivery.ts";
import { createRelayControl } from "./relay/relay-control.ts";

export function serviceContext(): ServiceContext {
  const { relayUrl, controlSecrets } = env();
  const relay = createRelayControl({ relayUrl, controlSecrets, log });
  return { db: database(), relay, mail: (mailer ??= newMailer()), log };
}

let mailer: Mailer | undefined;

function newMailer(): Mailer {
  const { dashboardUrl, mail } = env();
  return createMailer({ siteUrl: dashboardUrl, deliver: deliveryOf(mail), log });
}

function deliveryOf(mail: MailSettings): Delivery | null {
  if (mail.kind === "smtp") return smtpDelivery(mail);
  return mail.kind === "mailbox" ? mailboxDelivery(database()) : null;
}
