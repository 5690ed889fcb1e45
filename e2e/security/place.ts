/** Where the threats are tried: a stack of its own, a browser, and every secret that comes up, remembered for the search. */
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { findChromium } from "../../scripts/chromium.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { Agent } from "../clients/agent.ts";
import { DashboardOffice } from "../clients/dashboard-office.ts";
import { accepted, RawApp } from "../clients/raw-app.ts";
import { Visitor } from "../clients/visitor.ts";
import type { Secrets } from "./secrets.ts";

type Stack = Awaited<ReturnType<typeof startStack>>;
type Registration = {
  readonly appId?: string;
  readonly appKey?: string;
  readonly tools?: readonly object[];
  readonly appName?: string;
  readonly appDescription?: string;
  readonly agentsMd?: string;
};
type Dialling = { readonly origin?: string; readonly session?: string };

const TOOLS = [
  { path: "/echo", description: "Says back what it was told." },
  { path: "/look", method: "GET", description: "Shows a row." },
] as const;

let dialled = 0;

/** The relay limits what one address may do, and nobody here tests that. */
export function anotherAddress(): Record<string, string> {
  dialled += 1;
  return { "cf-connecting-ip": `10.2.${(dialled >> 8) & 255}.${dialled & 255}` };
}

export class Place {
  readonly stack: Stack;
  readonly database: pg.Pool;
  readonly office: DashboardOffice;
  readonly secrets: Secrets;
  readonly #apps: RawApp[] = [];
  #browser: Promise<Browser> | null = null;

  private constructor(stack: Stack, secrets: Secrets) {
    this.stack = stack;
    this.secrets = secrets;
    this.office = new DashboardOffice(stack.relayUrl, stack.controlSecrets);
    this.database = new pg.Pool({ connectionString: stack.databaseUrl, max: 3 });
    // An idle connection that Postgres drops at the end is of no interest.
    this.database.on("error", () => undefined);
  }

  static async open(secrets: Secrets, signal: AbortSignal): Promise<Place> {
    const stack = await startStack({ parts: ["relay", "dashboard"], signal });
    for (const secret of stack.controlSecrets) secrets.add("control secret", secret);
    const kept = readFileSync(join(stack.dataDir, "secrets.json"), "utf8");
    const [, tokenKey] = /"tokenKeys":\s*\[\s*\{\s*"value":\s*"([^"]+)"/.exec(kept) ?? [];
    if (tokenKey !== undefined) secrets.add("token key", tokenKey);
    return new Place(stack, secrets);
  }

  async close(): Promise<void> {
    for (const app of this.#apps) app.vanish();
    await (await this.#browser)?.close();
    await this.database.end();
    await this.stack.stop();
  }

  /** A browser of nobody's, as an incognito window is. */
  async context(): Promise<BrowserContext> {
    // Chromium's own sandbox does not work for root; /dev/shm is tiny in many containers.
    this.#browser ??= chromium.launch({
      executablePath: findChromium(),
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-dev-shm-usage",
        "--disable-gpu",
      ],
    });
    return (await this.#browser).newContext();
  }

  async dial({ origin, session }: Dialling = {}): Promise<RawApp> {
    const query = session === undefined ? "" : `?session=${session}`;
    const address = `${this.stack.relayUrl.replace(/^http/, "ws")}/v1/_ws${query}`;
    const app = await RawApp.dial(address, { origin, headers: anotherAddress() });
    this.#apps.push(app);
    return app;
  }

  /** An app that says back what it is told; the reply may be a refusal. */
  async register(registration: Registration = {}, dialling: Dialling = {}) {
    const app = await this.dial(dialling);
    for (const { path } of TOOLS) app.serve(path, ({ body }) => ({ body, contentType: "application/json" }));
    app.send({ type: "register", appId: "as_app_anon", appName: "Fortress", tools: TOOLS, ...registration });
    return { app, reply: await app.next("register_reply") };
  }

  async openApp(registration: Registration = {}, dialling: Dialling = {}) {
    const { app, reply } = await this.register(registration, dialling);
    const session = accepted(reply);
    return { app, session, agent: await this.mint(app) };
  }

  async mint(app: RawApp, terms: object = {}): Promise<Agent> {
    return new Agent(accepted(await app.ask("mint_agent_token", terms)).url);
  }

  /** A person with an account and a workspace, signed in. */
  async newPerson(): Promise<{
    readonly visitor: Visitor;
    readonly email: string;
    readonly workspaceId: string;
  }> {
    const email = `person-${crypto.randomUUID()}@example.com`;
    const password = `canary ${crypto.randomUUID()}`;
    const visitor = await Visitor.signUp(this.stack.dashboardUrl, email, password);
    this.secrets.add("password", password);
    this.secrets.add("cookie", visitor.cookie.replace(/^[^=]*=/, ""));
    const { headers } = await visitor.get("/apps");
    const [workspaceId = ""] = /[0-9a-f-]{36}/.exec(headers.get("location") ?? "") ?? [];
    return { visitor, email, workspaceId };
  }

  /** One that a person made in the dashboard. */
  async newApp(
    { visitor, workspaceId }: { visitor: Visitor; workspaceId: string },
    name: string,
  ): Promise<string> {
    const path = `/workspaces/${workspaceId}/new-app`;
    const made = await visitor.act(path, await visitor.formAction(path), { fields: { workspaceId, name } });
    const [appId] = /as_app_\w+/.exec([...made.headers].flat().join(" ") + made.text) ?? [];
    if (appId === undefined) throw new Error(`No app was made: ${made.status} ${made.text.slice(0, 300)}`);
    return appId;
  }

  /** Puts what the relay gave to apps among the secrets. */
  gatherSecrets(): void {
    for (const frame of this.#apps.flatMap(({ heard }) => heard)) {
      for (const [, kind, secret] of frame.matchAll(/"(resumeSecret|token)":"([^"]+)"/g))
        if (kind !== undefined && secret !== undefined) this.secrets.add(kind, secret);
    }
  }
}
