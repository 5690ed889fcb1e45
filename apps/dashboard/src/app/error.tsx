/** When a page could not be made. */
"use client";
import { ErrorMessage } from "../ui/error-message.tsx";

type Props = { readonly error: Error & { readonly digest?: string }; readonly reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return <ErrorMessage digest={error.digest} retry={reset} />;
}
