/** The mailbox of a developer's machine. */
import { developmentMails } from "@agent-socket/db";
import { expect, test } from "vitest";
import { openWorld } from "../../test/world.ts";
import { listMails } from "../features/mailbox/list-mails.ts";
import { KEPT_MAILS, mailboxDelivery } from "./mailbox-delivery.ts";

const { database } = await openWorld();
const deliver = mailboxDelivery(database.db);

test("keeps each mail once, the newest first, and only so many", async () => {
  const old = Array.from({ length: KEPT_MAILS }, () => ({
    recipient: "ada@example.com",
    subject: "Old",
    text: "",
  }));
  await database.db.insert(developmentMails).values(old);
  for (const subject of ["First", "Second"])
    await deliver({ to: "ada@example.com", subject, text: "Hello", html: "<p>Hello</p>" });
  const kept = await database.db.select({ id: developmentMails.id }).from(developmentMails);
  expect(kept).toHaveLength(KEPT_MAILS);
  const listed = await listMails({ ctx: database });
  expect(listed.slice(0, 3).map(({ subject, text }) => [subject, text])).toEqual([
    ["Second", "Hello"],
    ["First", "Hello"],
    ["Old", ""],
  ]);
});
