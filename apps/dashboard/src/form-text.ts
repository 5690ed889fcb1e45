/** A form's door: its fields as text. Whoever calls an action by hand may send anything in the form's place. */

/** The text of a field; empty when there is none, or a file in its place. */
export function textOf(form: FormData, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

/** What was typed, to show it again after a refusal: never a secret, nor what the framework added. */
export function typedText(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const name of form instanceof FormData ? form.keys() : []) {
    if (!name.startsWith("$") && !/password|token$/i.test(name)) typed[name] = textOf(form, name);
  }
  return typed;
}
