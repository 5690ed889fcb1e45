/** The fields of a question together: what the person gave, and where something is wrong with it. */
import type { Arguments, Fault, Question } from "../ask/question.ts";
import { el, setText } from "../element/dom.ts";
import { fieldsOf } from "./field.ts";
import { readEntry } from "./field-value.ts";
import { FieldView } from "./field-view.ts";
import { isObject } from "./resolve.ts";

export class Form {
  readonly element = el("div", { class: "fields" });
  /** For what belongs to no field. */
  readonly notice = el("p", { class: "notice", role: "alert" });
  readonly #question: Question;
  readonly #views: readonly FieldView[];

  constructor(question: Question) {
    this.#question = question;
    this.#views = fieldsOf(question.inputSchema, question.arguments).map(
      (field, index) => new FieldView(field, `field-${index}`),
    );
    this.element.append(...this.#views.map(({ element }) => element));
    this.element.hidden = this.#views.length === 0;
    this.notice.hidden = true;
  }

  /** Where the person has to begin: the first field that has to be filled, else the first. */
  focus(): boolean {
    const first = this.#views.find(({ field, entry }) => field.isRequired && entry === "") ?? this.#views[0];
    first?.focus();
    return first !== undefined;
  }

  /** The arguments, or `null` when they will not do; the person is told why. */
  async read(): Promise<Arguments | null> {
    const { args, faults: unreadable } = this.#arguments();
    const faults = unreadable.length > 0 ? unreadable : await this.#question.check(args);
    this.#show(faults);
    return faults.length === 0 ? args : null;
  }

  #arguments(): { readonly args: Arguments; readonly faults: readonly Fault[] } {
    const args: Record<string, unknown> = {};
    const faults: Fault[] = [];
    for (const { field, entry } of this.#views) {
      const read = readEntry(field, entry);
      const pointer = field.name === null ? "" : `/${encode(field.name)}`;
      if (read.kind === "unreadable") faults.push({ pointer, message: read.message });
      if (read.kind !== "value") continue;
      if (field.name !== null)
        Object.defineProperty(args, field.name, { value: read.value, enumerable: true });
      else if (isObject(read.value)) Object.assign(args, read.value);
      else faults.push({ pointer, message: "must be a JSON object, such as {}" });
    }
    return { args, faults };
  }

  #show(faults: readonly Fault[]): void {
    const left = new Set(faults);
    for (const view of this.#views) {
      const own = faults.filter(({ pointer }) => isAt(pointer, view.field.name));
      for (const fault of own) left.delete(fault);
      view.showFault(own.length === 0 ? null : own.map((fault) => faultWords(fault)).join("; "));
    }
    const others = [...left].map(({ pointer, message }) => `${pointer.slice(1)} ${message}`.trim());
    this.notice.hidden = others.length === 0;
    setText(this.notice, others.length === 0 ? "" : `This cannot be sent yet: ${others.join("; ")}.`);
    this.#views.find(({ field }) => faults.some(({ pointer }) => isAt(pointer, field.name)))?.focus();
  }
}

const isAt = (pointer: string, name: string | null): boolean =>
  name === null || pointer === `/${encode(name)}` || pointer.startsWith(`/${encode(name)}/`);

/** What is wrong inside of a list or an object is named by its place there. */
function faultWords({ pointer, message }: Fault): string {
  const inside = pointer.split("/").slice(2);
  return inside.length === 0 ? message : `(${inside.join(" / ")}) ${message}`;
}

const encode = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
