/** The look of a question. */
import { sheetOf } from "../element/look.ts";

const CSS = `
form { display: grid; }
.head { display: grid; justify-content: stretch; gap: 0.15rem; }
.who { color: var(--_muted); font-weight: 550; }
h2 { font-size: 1.25rem; overflow-wrap: anywhere; }
h2:focus { outline: none; }
.what { overflow-wrap: anywhere; white-space: pre-line; }
.warning {
  display: flex; gap: 0.5em; align-items: baseline; padding: 0.6rem 0.8rem; font-size: 0.875rem; font-weight: 550;
  color: var(--_trouble); border: 1px solid currentColor; border-radius: var(--_radius);
}
.values {
  display: grid; gap: 0.7rem; margin: 0; padding: 0.9rem 1rem;
  background: var(--_sunken); border: 1px solid var(--_border); border-radius: var(--_radius);
}
dt { color: var(--_muted); font-size: 0.8125rem; font-weight: 600; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.fields { display: grid; gap: 1rem; }
.field { display: grid; gap: 0.3rem; min-width: 0; margin: 0; padding: 0; border: 0; }
.name { padding: 0; font-weight: 600; overflow-wrap: anywhere; }
.need { color: var(--_muted); font-weight: 400; }
.hint { color: var(--_muted); font-size: 0.8125rem; overflow-wrap: anywhere; }
input:not([type="checkbox"], [type="radio"]), select, textarea {
  width: 100%; min-height: 2.5rem; padding: 0.45rem 0.7rem; font: inherit;
  color: inherit; background: var(--_sunken); border: 1px solid var(--_muted); border-radius: calc(var(--_radius) - 2px);
}
textarea { min-height: 4.5rem; field-sizing: content; max-height: 16rem; }
textarea.json { font-family: ui-monospace, monospace; font-size: 0.8125rem; white-space: pre; overflow-x: auto; }
input[type="checkbox"], input[type="radio"] { width: 1.15rem; height: 1.15rem; flex: none; margin: 0.18rem 0 0; accent-color: var(--_busy); }
.tick { display: flex; gap: 0.6em; align-items: start; min-height: 1.75rem; overflow-wrap: anywhere; }
[aria-invalid="true"] { border-color: var(--_trouble) !important; }
.fault { color: var(--_trouble); font-size: 0.875rem; font-weight: 550; overflow-wrap: anywhere; }
.notice { border-color: var(--_trouble); color: var(--_trouble); }
summary { width: fit-content; color: var(--_muted); font-size: 0.875rem; cursor: pointer; border-radius: 4px; }
details[open] > summary { margin-bottom: 0.4rem; }
.foot {
  position: sticky; bottom: 0; display: grid; gap: 0.6rem; padding: 0.9rem 1.25rem 1.1rem;
  background: var(--_surface); border-top: 1px solid var(--_border);
}
@media (max-width: 26rem) {
  .foot { padding: 0.8rem 1rem 1rem; }
  .foot .actions > button { flex: 1 1 auto; }
}
@media (max-height: 24rem) {
  .foot { position: static; }
}
@media (forced-colors: active) {
  [aria-invalid="true"] { outline: 2px solid Mark; }
}
`;

let sheet: CSSStyleSheet | null = null;

export const styleSheet = (): CSSStyleSheet => (sheet ??= sheetOf(CSS));
