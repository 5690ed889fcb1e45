/** The look of the button and its dialog. */
import { sheetOf } from "./look.ts";

const CSS = `
.icon {
  width: 1.2em; height: 1.2em; display: block;
  fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
}
.sign { flex: none; }
.trigger { color: var(--_on-accent); background: var(--_accent); border-color: var(--_accent); }
.trigger:hover { filter: brightness(1.15); border-color: var(--_accent); }
.trigger { display: inline-flex; align-items: center; gap: 0.55em; border-radius: var(--_radius); }
.trigger.linked { color: var(--_text); background: var(--_surface); border-color: var(--_border); }
.trigger.linked:hover { filter: none; border-color: var(--_muted); }
.trigger:not(.linked) .icon { fill: currentColor; stroke-width: 1; }
:is(.status, .linked)[data-tone="waiting"] > .sign { color: var(--_wait); }
:is(.status, .linked)[data-tone="live"] > .sign { color: var(--_live); }
:is(.status, .linked)[data-tone="busy"] > .sign { color: var(--_busy); }
:is(.status, .linked)[data-tone="trouble"] > .sign { color: var(--_trouble); }

.close { min-height: 2rem; width: 2rem; padding: 0; display: grid; place-items: center; margin: -0.2rem -0.4rem 0 0; }
.section { display: grid; gap: 0.9rem; }
.grants {
  display: grid; gap: 0.9rem; padding: 0.9rem 1rem; max-height: min(20rem, 45dvh); overflow: auto;
  background: var(--_sunken); border: 1px solid var(--_border); border-radius: var(--_radius);
}
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
legend { padding: 0; font-size: 0.8125rem; font-weight: 600; color: var(--_muted); }
.switch { display: flex; align-items: center; gap: 0.7em; min-height: 2rem; font-size: 0.9375rem; overflow-wrap: anywhere; }
[role="switch"] {
  appearance: none; flex: none; width: 2.1rem; height: 1.25rem; margin: 0; position: relative; cursor: pointer;
  border: 1px solid var(--_muted); border-radius: 99px; background: var(--_surface);
}
[role="switch"]::before {
  content: ""; position: absolute; inset: 2px auto 2px 2px; width: calc(1.25rem - 6px); border-radius: 50%; background: var(--_muted);
}
[role="switch"]:checked { background: var(--_accent); border-color: var(--_accent); }
[role="switch"]:checked::before { background: var(--_on-accent); inset: 2px 2px 2px auto; }
.lasts { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6em; }
select {
  font: inherit; color: inherit; background: var(--_surface); padding: 0.35rem 0.6rem; min-height: 2.25rem;
  border: 1px solid var(--_muted); border-radius: calc(var(--_radius) - 2px);
}
ul { list-style: none; margin: 0; padding: 0; }
.sentence {
  padding: 0.8rem 1rem; font-size: 0.875rem; overflow-wrap: anywhere; user-select: none;
  background: var(--_sunken); border: 1px solid var(--_border); border-radius: var(--_radius);
}
.sentence:has(+ .by-hand:not([hidden])) { display: none; }
.shown .sentence { user-select: text; }
.by-hand { display: grid; gap: 0.4rem; font-size: 0.875rem; }
.status { display: flex; align-items: start; gap: 0.6em; font-weight: 550; overflow-wrap: anywhere; }
.log {
  max-height: 11rem; overflow: auto; font-size: 0.8125rem;
  border: 1px solid var(--_border); border-radius: var(--_radius);
}
.log:focus-visible { outline: 2px solid var(--_busy); outline-offset: 2px; }
.log li { display: flex; gap: 0.75em; padding: 0.4rem 0.75rem; border-top: 1px solid var(--_border); }
.log li:first-child { border-top: 0; }
.log time { color: var(--_muted); font-variant-numeric: tabular-nums; flex: none; }
.log .what { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.log .how { color: var(--_muted); flex: none; font-variant-numeric: tabular-nums; }
.log [data-outcome="failed"] .how { color: var(--_trouble); }
.log [data-outcome="running"] .how { color: var(--_busy); }
.status .sign { padding-top: 0.15em; }
.foot { position: sticky; bottom: 0; padding: 0.8rem 1.25rem; background: var(--_surface); border-top: 1px solid var(--_border); }
.guide { border: 1px solid var(--_border); border-radius: var(--_radius); padding: 0.7rem 1rem; }
.guide[open] > summary { margin-bottom: 0.8rem; }
summary { width: fit-content; font-weight: 550; cursor: pointer; border-radius: 4px; }
details details summary { font-size: 0.875rem; font-weight: 400; text-decoration: underline; }
.chats { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.chats label {
  padding: 0.25rem 0.75rem; min-height: 2rem; font-size: 0.875rem; cursor: pointer;
  border: 1px solid var(--_border); border-radius: 99px;
}
.chats label:has(:checked) { color: var(--_on-accent); background: var(--_accent); border-color: var(--_accent); }
.chats label:has(:focus-visible) { outline: 2px solid var(--_busy); outline-offset: 2px; }
.steps { margin: 0; padding-inline-start: 1.4em; display: grid; gap: 0.3rem; font-size: 0.9375rem; }
.hint { color: var(--_muted); font-size: 0.8125rem; }
.hint a { color: inherit; }
.qr { width: min(14rem, 100%); background: #fff; fill: #000; border-radius: 6px; justify-self: center; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@media (max-width: 26rem) {
  .foot { padding: 0.8rem 1rem; }
  .foot .muted { display: none; }
  .log time { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  [data-state="calling"] > .sign { animation: pulse 1s ease-in-out infinite; }
  @keyframes pulse { 50% { opacity: 0.35; } }
}
@media (forced-colors: active) {
  [role="switch"]:checked, .chats label:has(:checked) { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  [role="switch"]::before { background: CanvasText; }
}
`;

let sheet: CSSStyleSheet | null = null;

/** One sheet for all buttons of a page. */
export const styleSheet = (): CSSStyleSheet => (sheet ??= sheetOf(CSS));
