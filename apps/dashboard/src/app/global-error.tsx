/** When not even the frame of the pages could be made: the document is this file's own. */
"use client";
import "../ui/theme.css";
import { ErrorMessage } from "../ui/error-message.tsx";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · agent-socket</title>
        <ErrorMessage digest={error.digest} retry={reset} />
      </body>
    </html>
  );
}
