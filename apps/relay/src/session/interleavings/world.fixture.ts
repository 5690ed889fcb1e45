/** One session and everybody around it, led through a history step by step. */
import { CRASH_PATH } from "../crashing-worker-words.fixture.ts";
import type { Relay } from "../relay.fixture.ts";
import { Agents, type TestLink } from "./agents.fixture.ts";
import { App } from "./app.fixture.ts";
import { Ledger } from "./ledger.fixture.ts";
import { type Step, TARGETS } from "./step.fixture.ts";

const MAX_LINKS = 4;

export class World {
  readonly ledger = new Ledger();
  readonly #relay: Relay;
  readonly #app: App;
  readonly #agents = new Agents(this.ledger);
  readonly #links: TestLink[] = [];

  constructor(relay: Relay, url: URL) {
    this.#relay = relay;
    this.#app = new App(url, this.ledger);
  }

  async open(): Promise<void> {
    await this.#app.register();
    await this.#mint();
    await this.#mint();
  }

  async step(step: Step): Promise<void> {
    switch (step.do) {
      case "call":
        return this.#call(step.link, step.target);
      case "reply":
        return this.#app.reply(step.which, step.how);
      case "drop":
        this.ledger.wasDisturbed = true;
        return this.#app.drop();
      case "crash":
        return this.#crash();
      case "evict":
        return this.#evict(step.sockets);
      case "resume":
        return this.#resume(step.secret);
      case "revoke":
        return this.#revoke(step.link, step.by);
      case "mint":
        return this.#mint();
      case "tools":
        return this.#app.useTools(step.hold);
      case "rest":
        await new Promise((resolve) => setTimeout(resolve, step.ms));
    }
  }

  /** The app is there, answers everything, and everybody hears the end. */
  async finish(): Promise<void> {
    this.#app.answerAll();
    if (!this.#app.isConnected()) await this.#resume("right");
    await this.#agents.settle();
    await this.#agents.readTasks();
    await this.#agents.repeatAll();
    await this.#agents.readTasks();
    this.ledger.close();
    this.#app.drop();
  }

  #call(link: number, target: number): void {
    const [through, what] = [this.#links[link % this.#links.length], TARGETS[target]];
    if (through !== undefined && what !== undefined) this.#agents.call(through, what);
  }

  /** The object dies under its requests, with all that it held in memory. */
  async #crash(): Promise<void> {
    this.ledger.wasDisturbed = true;
    this.ledger.crashes += 1;
    await this.#agents.look(this.#links[0], CRASH_PATH);
  }

  /** The platform puts only an object to sleep of which nothing is asked; its tasks may still run in the app. */
  async #evict(sockets: "close" | "hibernate"): Promise<void> {
    await this.#agents.settle(() => this.#app.answerWhere((nonce) => this.#agents.waitFor(nonce)));
    if (sockets === "close") this.ledger.wasDisturbed = true;
    // After a crash it is not there until it is asked for something.
    await this.#agents.look(this.#links[0]);
    await this.#relay.evict(this.#app.sessionId, sockets);
  }

  async #resume(which: "right" | "old" | "spent" | "wrong"): Promise<void> {
    const { newest, last, spent } = this.#app.secrets;
    const secret = { right: newest, old: last, spent: spent ?? "none", wrong: "a-guess" }[which];
    this.ledger.wasDisturbed = true;
    const isTaken = await this.#app.resume(secret);
    const isGood = which === "right" || which === "old";
    if (isTaken !== isGood)
      this.ledger.fault("resume", `the ${which} secret was ${isTaken ? "taken" : "refused"}`);
  }

  /** From its acknowledgement on nothing may be dispatched through the link. */
  async #revoke(index: number, by: "app" | "holder"): Promise<void> {
    const link = this.#links[index % this.#links.length];
    if (link === undefined) return;
    this.ledger.revoking(link.tokenId);
    const isDone =
      by === "app"
        ? (await this.#app.ask("revoke_agent_token", { tokenId: link.tokenId }))?.["ok"] === true
        : (await fetch(`${link.url}/_as/revoke`, { method: "POST" })).ok;
    if (isDone) this.ledger.revoked(link.tokenId);
  }

  async #mint(): Promise<void> {
    const living = this.#links.filter(({ tokenId }) => !this.ledger.isRevoked(tokenId));
    if (living.length >= MAX_LINKS) return;
    const reply = await this.#app.ask("mint_agent_token", {});
    if (reply?.["ok"] === true)
      this.#links.unshift({ url: String(reply["url"]), tokenId: String(reply["tokenId"]) });
    const [, ...dead] = this.#links.filter(({ tokenId }) => this.ledger.isRevoked(tokenId));
    for (const link of dead) this.#links.splice(this.#links.indexOf(link), 1);
  }
}
