/** One field of the form as elements: its name, its hint, the control, and what is wrong with it. */
import { el, setText } from "../element/dom.ts";
import type { Control, Field } from "./field.ts";
import { type Entry, entryOf } from "./field-value.ts";

type Holder = {
  /** What is focused, and described by the hint and the fault. */
  readonly focusable: HTMLElement;
  /** In the order they are shown. */
  readonly parts: readonly HTMLElement[];
  entry(): Entry;
};

export class FieldView {
  readonly field: Field;
  readonly element: HTMLElement;
  readonly #holder: Holder;
  readonly #fault: HTMLElement;

  constructor(field: Field, id: string) {
    this.field = field;
    this.#fault = el("p", { class: "fault", id: `${id}-fault` });
    this.#fault.hidden = true;
    this.#holder = holderOf(field, id);
    const { focusable, parts } = this.#holder;
    const hints = [field.hint, noteOf(field.control)]
      .filter((words) => words !== null)
      .map((words, index) => el("p", { class: "hint", id: `${id}-hint-${index}` }, words));
    focusable.setAttribute("aria-describedby", [...hints, this.#fault].map((one) => one.id).join(" "));
    const { control } = field;
    const inner = [...parts, ...hints, this.#fault];
    const isGroup = control.kind === "choice" && control.isRadio;
    this.element = isGroup
      ? el("fieldset", { class: "field" }, el("legend", { class: "name" }, ...nameOf(field)), ...inner)
      : control.kind === "checkbox"
        ? el("div", { class: "field" }, ...inner)
        : el("div", { class: "field" }, el("label", { class: "name", for: id }, ...nameOf(field)), ...inner);
  }

  get entry(): Entry {
    return this.#holder.entry();
  }

  focus(): void {
    this.#holder.focusable.focus();
  }

  /** `null`: nothing is wrong. */
  showFault(message: string | null): void {
    this.#fault.hidden = message === null;
    setText(this.#fault, message === null ? "" : `${this.field.label} ${message}.`);
    if (message === null) this.#holder.focusable.removeAttribute("aria-invalid");
    else this.#holder.focusable.setAttribute("aria-invalid", "true");
  }
}

/** How the control wants to be filled in, where it does not show that itself. */
function noteOf(control: Control): string | null {
  switch (control.kind) {
    case "list":
      return "One entry a line.";
    case "json":
      return "As JSON.";
    case "number":
      return rangeWords(control.min, control.max);
    default:
      return null;
  }
}

function rangeWords(min: number | null, max: number | null): string | null {
  if (min !== null && max !== null) return `${min} to ${max}`;
  if (min !== null) return `${min} or more`;
  return max === null ? null : `${max} or less`;
}

const nameOf = ({ label, isRequired }: Field): readonly (Node | string)[] => [
  label,
  ...(isRequired ? [] : [" ", el("span", { class: "need" }, "(optional)")]),
];

function holderOf(field: Field, id: string): Holder {
  const { control } = field;
  const entry = entryOf(field);
  switch (control.kind) {
    case "checkbox":
      return tick(field, id, entry);
    case "choice":
      return control.isRadio ? radios(control, id, entry) : menu(control, field, id, entry);
    case "text":
      return control.isLong ? lines(field, id, entry, "text") : line(field, id, entry);
    case "number":
      return line(field, id, entry);
    case "list":
    case "json":
      return lines(field, id, entry, control.kind);
  }
}

const common = ({ isRequired }: Field, id: string): Record<string, string> => ({
  id,
  autocomplete: "off",
  ...(isRequired ? { "aria-required": "true" } : {}),
});

function line(field: Field, id: string, entry: Entry): Holder {
  const { control } = field;
  const input = el("input", { ...common(field, id), ...inputAttributes(control) });
  input.value = entry;
  // What a number field cannot read it hides; this is no number either, and so is refused by name.
  return { focusable: input, parts: [input], entry: () => (input.validity.badInput ? "?" : input.value) };
}

function inputAttributes(control: Control): Record<string, string> {
  if (control.kind === "number") {
    const { min, max, step } = control;
    return {
      type: "number",
      inputmode: step === "any" || !Number.isInteger(step) ? "decimal" : "numeric",
      step: String(step),
      ...(min === null ? {} : { min: String(min) }),
      ...(max === null ? {} : { max: String(max) }),
    };
  }
  if (control.kind !== "text") return {};
  const { inputType, placeholder } = control;
  return { type: inputType, dir: "auto", ...(placeholder === null ? {} : { placeholder }) };
}

function lines(field: Field, id: string, entry: Entry, kind: "text" | "list" | "json"): Holder {
  const area = el("textarea", { ...common(field, id), rows: "3", class: kind, dir: "auto" });
  if (kind === "json") area.spellcheck = false;
  area.value = entry;
  return { focusable: area, parts: [area], entry: () => area.value };
}

function tick(field: Field, id: string, entry: Entry): Holder {
  const input = el("input", { ...common(field, id), type: "checkbox" });
  input.checked = entry !== "";
  const label = el("label", { class: "tick" }, input, el("span", { class: "name" }, field.label));
  return { focusable: input, parts: [label], entry: () => (input.checked ? "true" : "") };
}

type Choice = Extract<Control, { kind: "choice" }>;

function menu({ options }: Choice, field: Field, id: string, entry: Entry): Holder {
  const none = el("option", { value: "" }, field.isRequired ? "Choose…" : "Leave it out");
  const all = options.map((option, index) => el("option", { value: String(index) }, optionWords(option)));
  const select = el("select", common(field, id), none, ...all);
  select.value = entry;
  return { focusable: select, parts: [select], entry: () => select.value };
}

function radios({ options }: Choice, id: string, entry: Entry): Holder {
  const inputs = options.map((_, index) => {
    const input = el("input", { type: "radio", name: id, value: String(index) });
    input.checked = entry === String(index);
    return input;
  });
  const parts = inputs.map((input, index) =>
    el("label", { class: "tick" }, input, optionWords(options[index])),
  );
  const [first] = inputs;
  return {
    focusable: inputs.find(({ checked }) => checked) ?? first ?? el("input"),
    parts,
    entry: () => inputs.find(({ checked }) => checked)?.value ?? "",
  };
}

const optionWords = (option: unknown): string =>
  typeof option === "string" ? option : JSON.stringify(option);
