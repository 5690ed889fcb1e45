/** Where the garbage goes: a stack of its own, and apps that answer whatever is asked of them. */
import pg from "pg";
import { startStack } from "../../scripts/stack.mjs";
import { DashboardOffice } from "../clients/dashboard-office.ts";
import { accepted, RawApp } from "../clients/raw-app.ts";

export type Place = {
  readonly relayUrl: string;
  readonly dashboardUrl: string;
  readonly dataDir: string;
  readonly office: DashboardOffice;
  readonly database: pg.Pool;
  readonly stop: () => Promise<void>;
};

export async function openPlace(signal: AbortSignal): Promise<Place> {
  const stack = await startStack({ parts: ["relay", "dashboard"], signal });
  const { relayUrl, dashboardUrl, dataDir } = stack;
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 2 });
  // An idle connection that Postgres drops at the end is of no interest.
  database.on("error", () => undefined);
  const stop = async () => {
    await database.end();
    await stack.stop();
  };
  return {
    relayUrl,
    dashboardUrl,
    dataDir,
    office: new DashboardOffice(relayUrl, stack.controlSecrets),
    database,
    stop,
  };
}

export const TOOLS = [
  { path: "/echo", description: "Says it back." },
  {
    path: "/paint",
    description: "Paints.",
    input_schema: {
      type: "object",
      properties: {
        x: { type: "integer", minimum: 0, maximum: 15 },
        color: { type: "string", enum: ["red", "green"] },
        tags: { type: "array", items: { type: "string", maxLength: 9 } },
      },
      required: ["x"],
    },
  },
  { path: "/look", method: "GET", description: "Shows a row." },
] as const;

let dialled = 0;

/** The relay limits what one address may do, and nobody here tests that. */
export function anotherAddress(): Record<string, string> {
  dialled += 1;
  return { "cf-connecting-ip": `10.${(dialled >> 16) & 255}.${(dialled >> 8) & 255}.${dialled & 255}` };
}

/** At the app's door, with nothing said yet. */
export const dial = ({ relayUrl }: Place, query = ""): Promise<RawApp> =>
  RawApp.dial(`${relayUrl.replace(/^http/, "ws")}/v1/_ws${query}`, { headers: anotherAddress() });

/** A registered app that says back what it is told. */
export async function openApp(place: Place): Promise<RawApp> {
  const app = await dial(place);
  for (const { path } of TOOLS) app.serve(path, ({ body }) => ({ body, contentType: "application/json" }));
  app.send({ type: "register", appId: "as_app_anon", tools: TOOLS });
  accepted(await app.next("register_reply"));
  app.keepAlive();
  return app;
}

/** Enough links that none is called too often. */
export async function openLinks(app: RawApp): Promise<() => string> {
  const urls: string[] = [];
  for (let made = 0; made < 50; made++) urls.push(accepted(await app.ask("mint_agent_token")).url);
  let turn = 0;
  return () => urls[turn++ % urls.length] ?? "";
}

/** One valid call from an agent to the app and back. */
export async function callWorks(url: string): Promise<void> {
  const said = JSON.stringify({ say: crypto.randomUUID() });
  const response = await fetch(`${url}/echo`, { method: "POST", body: said });
  const text = await response.text();
  if (response.status !== 200 || text !== said)
    throw new Error(`a valid call was answered ${response.status} ${text.slice(0, 300)}`);
}
