/**
 * Tells listeners what happened. Each is called in a microtask of its own: it may call back into the session at once,
 * and one that throws harms nobody else.
 */
export class Emitter<Events extends object> {
  readonly #listeners: { [Name in keyof Events]?: Set<(event: Events[Name]) => void> } = {};

  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    // Wrapped, so that the same function can listen twice and be removed once.
    const own = (event: Events[Name]): void => listener(event);
    (this.#listeners[name] ??= new Set()).add(own);
    return () => void this.#listeners[name]?.delete(own);
  }

  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of this.#listeners[name] ?? []) queueMicrotask(() => call(listener, event));
  }
}

function call<Event>(listener: (event: Event) => void, event: Event): void {
  try {
    listener(event);
  } catch (cause) {
    console.error("[agent-socket] A listener failed:", cause);
  }
}
