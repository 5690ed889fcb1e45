/** The dashboard's voice towards the relay: signed control messages, as registered apps need them. */
import { newAppId, newAppKey, sha256 } from "@agent-socket/protocol";
import { NOTHING_USED_UP, type RegistryEntry, signControl } from "@agent-socket/protocol/control-plane";
import { type Answer, ask } from "./agent.ts";

export class DashboardOffice {
  readonly #relayUrl: string;
  readonly secrets: readonly string[];

  constructor(relayUrl: string, secrets: readonly string[]) {
    this.#relayUrl = relayUrl;
    this.secrets = secrets;
  }

  /** Signs and sends one message; `path` follows `/internal/v1`. */
  send(method: string, path: string, message: object, now = new Date()): Promise<Answer> {
    const body = JSON.stringify(message);
    return ask(method, `${this.#relayUrl}/internal/v1${path}`, {
      body,
      headers: signControl(body, this.secrets, now),
    });
  }

  pushApp(entry: RegistryEntry): Promise<Answer> {
    return this.send("PUT", `/apps/${entry.appId}`, { operation: "put_app", target: entry.appId, entry });
  }

  /** A new app of the registry with one key, known to the relay when this returns. */
  async registerApp(
    settings: Partial<RegistryEntry> = {},
  ): Promise<{ readonly entry: RegistryEntry; readonly appKey: string }> {
    const { key } = newAppKey();
    const entry: RegistryEntry = {
      version: 1,
      appId: newAppId(),
      name: "Scenario app",
      status: "active",
      origins: [],
      keyHashes: [await sha256(key)],
      linkCalls: "all",
      holdForMs: 60_000,
      usedUp: NOTHING_USED_UP,
      ...settings,
    };
    const answer = await this.pushApp(entry);
    if (answer.status !== 200)
      throw new Error(`The relay did not take the app: ${answer.status} ${answer.text}`);
    return { entry, appKey: key };
  }
}
