/** On a developer's machine no mail leaves: says where it is instead. */
import { TextLink } from "../../ui/text-link.tsx";

export function MailboxLink() {
  return (
    <>
      {" "}
      On this machine mails stay in the <TextLink href="/dev/mailbox">mailbox</TextLink>.
    </>
  );
}
