/** Somebody at the dashboard without a browser: pages by GET, actions as React's client would send them, and a cookie. */
import { type Answer, ask } from "./agent.ts";

/** What an action is given in its form's place. */
export type Sent = { readonly fields: Readonly<Record<string, string>> } | { readonly argument: unknown };

const ACTION_ID = /\b[0-9a-f]{42}\b/g;
/** The action of a form, as it stands in the page for a browser without scripts. */
const FORM_ACTION = /name="\$ACTION_\d+:0" value="\{&quot;id&quot;:&quot;([0-9a-f]{42})/g;

export class Visitor {
  readonly #dashboardUrl: string;
  cookie = "";

  constructor(dashboardUrl: string) {
    this.#dashboardUrl = dashboardUrl;
  }

  /** A new account with its own workspace; signed in. */
  static async signUp(dashboardUrl: string, email: string, password: string): Promise<Visitor> {
    const visitor = new Visitor(dashboardUrl);
    const action = await visitor.formAction("/signup");
    const answer = await visitor.act("/signup", action, { fields: { email, password } });
    if (visitor.cookie === "") throw new Error(`Nobody was signed up: ${answer.status} ${answer.text}`);
    return visitor;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return ask("GET", this.#dashboardUrl + path, { headers: { ...this.#cookieHeader, ...headers } });
  }

  /** Of the page's own form, which comes after those of the frame around it. */
  async formAction(path: string): Promise<string> {
    const { text, status } = await this.get(path);
    const [, id] = [...text.matchAll(FORM_ACTION)].at(-1) ?? [];
    if (id === undefined) throw new Error(`There is no form at ${path} (${status}).`);
    return id;
  }

  /** The ids of all actions that a page may call, also of forms in its closed dialogs. */
  async actionIds(path: string): Promise<readonly string[]> {
    const { text } = await this.get(path);
    return [...new Set(text.match(ACTION_ID) ?? [])];
  }

  async act(
    path: string,
    actionId: string,
    sent: Sent,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(this.#dashboardUrl + path, {
      method: "POST",
      redirect: "manual",
      headers: {
        ...this.#cookieHeader,
        accept: "text/x-component",
        "next-action": actionId,
        origin: this.#dashboardUrl,
        ...headers,
      },
      body: encoded(sent),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    this.#keepCookie(response.headers);
    return { status: response.status, headers: response.headers, bytes, text, json: () => JSON.parse(text) };
  }

  get #cookieHeader(): Record<string, string> {
    return this.cookie === "" ? {} : { cookie: this.cookie };
  }

  #keepCookie(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      if (/^(__Host-)?login=./.test(pair)) this.cookie = pair;
    }
  }
}

/** The two arguments of an action of ours: the state before, and the form. */
function encoded(sent: Sent): FormData {
  const body = new FormData();
  const isForm = "fields" in sent;
  if (isForm) for (const [name, value] of Object.entries(sent.fields)) body.append(`_1_${name}`, value);
  body.append("0", JSON.stringify([{ status: "idle" }, isForm ? "$K1" : sent.argument]));
  return body;
}
