/** The tools of the components that are mounted, as one list for the session. */
import type { Session } from "../session/session.ts";
import type { ToolDefinition } from "../tools/tool.ts";

export class ToolSet {
  readonly #added = new Set<ToolDefinition>();
  #base: readonly ToolDefinition[];
  #session: Session | null = null;
  #isPlanned = false;

  constructor(base: readonly ToolDefinition[]) {
    this.#base = base;
  }

  get all(): readonly ToolDefinition[] {
    return [...this.#base, ...this.#added];
  }

  /** Those that the provider was given. */
  setBase(base: readonly ToolDefinition[]): void {
    if (base.length === this.#base.length && base.every((tool, index) => tool === this.#base[index])) return;
    this.#base = base;
    this.#plan();
  }

  /** Until the returned function is called. */
  add(definition: ToolDefinition): () => void {
    this.#added.add(definition);
    this.#plan();
    return () => {
      this.#added.delete(definition);
      this.#plan();
    };
  }

  /** The session that these tools are of; one that was made with `all` need not be told of them. */
  serve(session: Session | null, { isTold }: { readonly isTold: boolean }): void {
    this.#session = session;
    if (isTold) this.#isPlanned = false;
  }

  /** One request for all that a commit mounts, unmounts and changes. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      const [session, isStill] = [this.#session, this.#isPlanned];
      this.#isPlanned = false;
      if (!isStill || session === null || session.status === "ended") return;
      session.updateTools(this.all).catch((cause: unknown) => {
        if (session.status !== "ended")
          console.error("[agent-socket] The tools of this page could not be changed:", cause);
      });
    });
  }
}
