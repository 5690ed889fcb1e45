/** The list of what the AI did, newest first. */
import { el, setText } from "./dom.ts";
import type { LogLine } from "./panel.ts";
import { logWords } from "./words.ts";

export class LogView {
  readonly element = el("ul", { class: "log", part: "log", "aria-label": "What the AI did", tabindex: "0" });
  readonly #rows = new Map<string, HTMLLIElement>();

  paint(lines: readonly LogLine[]): void {
    const rows = lines.map((line) => this.#row(line));
    this.element.hidden = rows.length === 0;
    for (const [index, row] of rows.entries()) {
      const there = this.element.children[index];
      if (there !== row) this.element.insertBefore(row, there ?? null);
    }
    while (this.element.children.length > rows.length) this.element.lastElementChild?.remove();
    const shown = new Set(lines.map(({ id }) => id));
    for (const id of this.#rows.keys()) if (!shown.has(id)) this.#rows.delete(id);
  }

  #row(line: LogLine): HTMLLIElement {
    const { what, how } = logWords(line);
    let row = this.#rows.get(line.id);
    if (row === undefined) {
      const time = el("time", {}, new Date(line.atMs).toLocaleTimeString());
      row = el("li", {}, time, el("span", { class: "what" }, what), el("span", { class: "how" }));
      this.#rows.set(line.id, row);
    }
    row.dataset["outcome"] = line.outcome;
    if (row.lastElementChild !== null) setText(row.lastElementChild, how);
    return row;
  }
}
