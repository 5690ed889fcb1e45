/** The headers of every page: what the browser may load, and what it must not do with the page. */

/** Set by the proxy on each request to a page, whatever the client sent under these names. */
export const REQUEST_PATH_HEADER = "x-request-path";
export const NONCE_HEADER = "x-nonce";

/** `frameSource`: the one other site that may be shown in a frame, if any. */
export function contentSecurityPolicy(options: {
  readonly nonce: string;
  readonly frameSource: string | null;
  readonly isHttps: boolean;
  readonly isDevelopment: boolean;
}): string {
  const { nonce, frameSource, isHttps, isDevelopment } = options;
  const directives = [
    "default-src 'none'",
    // React's development build needs eval to show stacks.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Components position themselves by style attributes, which can load nothing that the rest does not allow.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `frame-src ${frameSource ?? "'none'"}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}
