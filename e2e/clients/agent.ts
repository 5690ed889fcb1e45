/** An AI chat as the relay sees it: something that makes HTTP requests to one link. */

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
  readonly json: () => unknown;
};
/** An object goes as JSON with its content type; text and bytes go as they are, with none. */
export type Body = object | string | Uint8Array<ArrayBuffer>;
export type AskOptions = {
  readonly body?: Body;
  readonly headers?: Record<string, string>;
};

/** One request, never redirected, its answer read to the end. */
export async function ask(method: string, url: string, options: AskOptions = {}): Promise<Answer> {
  const { body, headers = {} } = options;
  const isJson = typeof body === "object" && !(body instanceof Uint8Array);
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: { ...(isJson ? { "content-type": "application/json" } : {}), ...headers },
    ...(body === undefined ? {} : { body: bytesOf(body) }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  return { status: response.status, headers: response.headers, bytes, text, json: () => JSON.parse(text) };
}

/** Text as bytes: `fetch` would give it a content type of its own. */
function bytesOf(body: Body): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return new Uint8Array(body);
  return new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
}

export class Agent {
  /** The link as a person pasted it. */
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  get(path = "", headers: Record<string, string> = {}): Promise<Answer> {
    return ask("GET", this.url + path, { headers });
  }

  post(path: string, body: Body, headers: Record<string, string> = {}): Promise<Answer> {
    return ask("POST", this.url + path, { body, headers });
  }

  ask(method: string, path: string, options: AskOptions = {}): Promise<Answer> {
    return ask(method, this.url + path, options);
  }
}
