/** For every address that leads nowhere, and for what belongs to somebody else. */
import type { Metadata } from "next";
import { ButtonLink } from "../ui/button.tsx";
import { MessagePage } from "../ui/message-page.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing here"
      action={
        <ButtonLink href="/apps" tone="primary">
          Go to your apps
        </ButtonLink>
      }
    >
      The address may be mistyped, or what it showed was deleted or is not yours.
    </MessagePage>
  );
}
