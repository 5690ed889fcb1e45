/** The load generator as the benchmark speaks to it. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { Fault } from "../../../scripts/stack/fault.mjs";
import type { Answers, Order, Reply } from "./process.ts";

export class Generator {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = fork(join(import.meta.dirname, "process.ts"), { stdio: "inherit" });
  }

  async ask<K extends Order["do"]>(order: Extract<Order, { do: K }>): Promise<Answers[K]> {
    const { promise, resolve, reject } = Promise.withResolvers<Answers[K]>();
    const died = () => reject(new Fault("The load generator died."));
    this.#child.once("exit", died);
    this.#child.once("message", (reply: Reply) => {
      this.#child.off("exit", died);
      if (reply.ok) resolve(reply.value as Answers[K]);
      else reject(new Fault(`The load generator gave up: ${reply.fault}`));
    });
    this.#child.send(order);
    return promise;
  }

  stop(): void {
    this.#child.kill();
  }
}
