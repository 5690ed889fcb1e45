/** Says that a page could not be made, and offers to try again. The digest finds the cause in the log. */
"use client";
import { Button, ButtonLink } from "./button.tsx";
import { MessagePage } from "./message-page.tsx";

type Props = { readonly digest: string | undefined; readonly retry: () => void };

export function ErrorMessage({ digest, retry }: Props) {
  return (
    <MessagePage
      title="Something went wrong on our side"
      action={
        <>
          <Button tone="primary" onClick={retry}>
            Try again
          </Button>
          <ButtonLink href="/apps">Go to your apps</ButtonLink>
        </>
      }
    >
      <p>Your app and its links are not affected: the relay works without this page.</p>
      {digest && (
        <p className="mt-3 text-sm text-ink-3">
          If it stays so, report it with the code <code className="font-mono text-ink-2">{digest}</code>.
        </p>
      )}
    </MessagePage>
  );
}
