/** Mails: what they say, how they leave, and what the log may know of them. */
import pino from "pino";
import { afterAll, beforeEach, expect, test } from "vitest";
import { startSmtpPeer } from "../../test/smtp-peer.ts";
import { type Mail, renderMail } from "./mail.ts";
import { createMailer } from "./mailer.ts";
import { smtpDelivery } from "./smtp-delivery.ts";

const smtp = await startSmtpPeer();
afterAll(() => smtp.stop());

const lines: string[] = [];
const log = pino({ level: "info" }, { write: (line: string) => void lines.push(line) });
const deliver = smtpDelivery({ url: smtp.url, from: "agent-socket <no-reply@example.com>" });
const mailer = createMailer({ siteUrl: "https://x.example", deliver, log, retryAfterMs: [1, 1] });
beforeEach(() => void lines.splice(0));

const mail: Mail = {
  kind: "test",
  to: "canary@example.com",
  subject: "Join <b>Team</b>",
  paragraphs: ["Hello <script>alert(1)</script> & welcome."],
  link: { label: "Open", url: "https://x.example/verify-email?token=canary-token" },
  footer: "You asked for it.",
};

test("a mail is plain text and the same as HTML, in which nothing of it is markup", () => {
  const { text, html } = renderMail(mail);
  expect(text).toBe(
    "Hello <script>alert(1)</script> & welcome.\n\nOpen:\nhttps://x.example/verify-email?token=canary-token\n\n-- \nYou asked for it.\n",
  );
  expect(html).toContain("Hello &lt;script&gt;alert(1)&lt;/script&gt; &amp; welcome.");
  expect(html).not.toContain("<script");
  expect(html).toContain('href="https://x.example/verify-email?token=canary-token"');
});

test("it leaves over SMTP behind the request, and the log has neither the address nor the secret", async () => {
  mailer.send(() => Promise.resolve(mail));
  expect(smtp.received).toHaveLength(0);
  await mailer.settled();
  expect(smtp.received).toHaveLength(1);
  expect(smtp.received[0]?.to).toBe("canary@example.com");
  expect(smtp.received[0]?.data).toMatch(/^From: "?agent-socket"? <no-reply@example.com>/);
  expect(smtp.received[0]?.data).toContain("Subject: Join <b>Team</b>");
  expect(lines.join()).toContain("mail sent");
  expect(lines.join()).not.toContain("canary");
});

test("a line end in a name starts no header", async () => {
  mailer.send(() => Promise.resolve({ ...mail, subject: "Hello\r\nBcc: evil@example.com" }));
  await mailer.settled();
  expect(smtp.received.at(-1)?.data).not.toMatch(/^Bcc:/m);
});

test("a server that refuses is asked again, and after the last time the log says so without the address", async () => {
  const before = smtp.received.length;
  smtp.refusals = 2;
  mailer.send(() => Promise.resolve(mail));
  await mailer.settled();
  expect(smtp.received).toHaveLength(before + 1);
  smtp.refusals = 3;
  mailer.send(() => Promise.resolve(mail));
  await mailer.settled();
  expect(smtp.received).toHaveLength(before + 1);
  expect(lines.join()).toContain("The SMTP server did not take the mail (EENVELOPE, 550).");
  expect(lines.join()).not.toContain("canary");
});

test("nothing to send, or nowhere to send it: nothing happens", async () => {
  mailer.send(() => Promise.resolve(null));
  await mailer.settled();
  const off = createMailer({ siteUrl: "https://x.example", deliver: null, log });
  let composed = false;
  off.send(async () => {
    composed = true;
    return mail;
  });
  await off.settled();
  expect([off.canSend, composed]).toEqual([false, false]);
  expect(lines).toEqual([]);
});

test("a mail that cannot even be composed harms nobody", async () => {
  mailer.send(() => Promise.reject(new Error("no database")));
  await mailer.settled();
  expect(lines.join()).toContain("a mail was not sent");
});
