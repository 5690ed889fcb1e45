/** The look that the button and the questions share, as a constructable sheet: no inline style, so any policy will do. */

const LOOK = `
:host {
  --_accent: var(--agent-socket-accent, light-dark(#1b1b22, #f3f3f6));
  --_on-accent: var(--agent-socket-on-accent, light-dark(#fff, #15151a));
  --_surface: var(--agent-socket-surface, light-dark(#fff, #1a1a20));
  --_sunken: var(--agent-socket-sunken, light-dark(#f4f4f7, #111116));
  --_text: var(--agent-socket-text, light-dark(#1b1b22, #ededf2));
  --_muted: var(--agent-socket-muted, light-dark(#5c5c6b, #a2a2b3));
  --_border: var(--agent-socket-border, light-dark(#dcdce4, #34343f));
  --_live: light-dark(#15803d, #4ade80);
  --_busy: light-dark(#4f46e5, #a5b4fc);
  --_wait: light-dark(#a16207, #facc15);
  --_trouble: light-dark(#b91c1c, #fca5a5);
  --_radius: var(--agent-socket-radius, 10px);
  display: inline-block;
  font: 400 0.9375rem/1.5 var(--agent-socket-font, system-ui, sans-serif);
}
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host([theme="auto"]) { color-scheme: light dark; }
[hidden] { display: none !important; }
* { box-sizing: border-box; }

button {
  font: inherit;
  font-weight: 550;
  color: var(--_text);
  background: var(--_surface);
  border: 1px solid var(--_border);
  border-radius: calc(var(--_radius) - 2px);
  padding: 0.5em 0.9em;
  min-height: 2.5rem;
  cursor: pointer;
}
button:hover { border-color: var(--_muted); }
:is(button, input, textarea, select, summary):focus-visible { outline: 2px solid var(--_busy); outline-offset: 2px; }
button:disabled { opacity: 0.6; cursor: default; }
.primary { color: var(--_on-accent); background: var(--_accent); border-color: var(--_accent); }
.primary:hover:enabled { filter: brightness(1.15); border-color: var(--_accent); }
.quiet { background: none; border-color: transparent; color: var(--_muted); }
.quiet:hover { color: var(--_text); border-color: transparent; background: var(--_sunken); }
.danger { color: var(--_trouble); }
dialog {
  width: min(30rem, calc(100vw - 1.5rem));
  max-height: calc(100dvh - 1.5rem);
  padding: 0;
  overflow: auto;
  overscroll-behavior: contain;
  color: var(--_text);
  background: var(--_surface);
  border: 1px solid var(--_border);
  border-radius: calc(var(--_radius) + 6px);
  box-shadow: 0 24px 60px -12px rgb(0 0 0 / 0.35);
  font: inherit;
  text-align: start;
}
dialog::backdrop { background: rgb(10 10 15 / 0.5); }
.body { display: grid; gap: 1rem; padding: 1.25rem; }
.head { display: flex; align-items: start; justify-content: space-between; gap: 1rem; }
h2 { margin: 0; font-size: 1.125rem; line-height: 1.35; font-weight: 650; text-wrap: balance; }
h3 { margin: 0 0 0.3rem; font-size: 0.8125rem; font-weight: 600; color: var(--_muted); }
p { margin: 0; }
.muted { color: var(--_muted); font-size: 0.875rem; }
.notice { padding: 0.6rem 0.8rem; border: 1px solid var(--_muted); border-radius: var(--_radius); font-size: 0.875rem; overflow-wrap: anywhere; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
textarea {
  width: 100%; min-height: 6rem; resize: vertical; padding: 0.7rem; font: inherit; font-size: 0.875rem;
  color: inherit; background: var(--_sunken); border: 1px solid var(--_muted); border-radius: var(--_radius);
}
@media (max-width: 26rem) {
  .body { padding: 1rem; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: rise 160ms ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(6px); } }
}
`;

/** The shared look, and what is added to it. */
export function sheetOf(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK + css);
  return sheet;
}
