/** Structured log lines. Callers pass names and numbers: never a token, a body, a header or an address. */
type Fields = Readonly<Record<string, string | number | boolean | null>>;

export const logInfo = (event: string, fields: Fields): void =>
  console.log(JSON.stringify({ level: "info", event, ...fields }));

export function logError(event: string, fields: Fields, cause: unknown): void {
  const error =
    cause instanceof Error
      ? { name: cause.name, message: withoutTokens(cause.message), stack: withoutTokens(cause.stack ?? "") }
      : { message: withoutTokens(String(cause)) };
  console.error(JSON.stringify({ level: "error", event, ...fields, error }));
}

/** The message of a platform error may quote an address. */
const withoutTokens = (text: string): string =>
  text.replaceAll(/[a-z0-9]{2,8}_[0-9A-Z]{8}_[A-Za-z0-9_-]{22}/g, "<token>");
