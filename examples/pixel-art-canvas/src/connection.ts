/** Whether the canvas can be reached by an AI, in words, and what to do when it may not connect. */
import type { Session } from "@agent-socket/sdk";

const WORDS = {
  connecting: "Connecting…",
  connected: "Connected",
  reconnecting: "Reconnecting…",
  standby: "Connected in another tab",
  ended: "Not connected",
} as const;

export function showConnection(session: Session, pill: HTMLElement, refusal: HTMLElement): void {
  const show = (): void => {
    pill.dataset["status"] = session.status;
    const isUnreachable = session.status === "connecting" && session.error !== null;
    pill.textContent = isUnreachable ? "No answer from the relay. Trying again…" : WORDS[session.status];
    refusal.hidden = session.status !== "ended" || session.error === null;
    if (session.error !== null)
      refusal.replaceChildren(...explanation(session.error.message, session.error.hint));
  };
  session.on("status", show);
  show();
}

function explanation(message: string, hint: string | null): readonly (Node | string)[] {
  const heading = document.createElement("strong");
  heading.textContent = "No AI can use this page now. ";
  return [heading, message, ...(hint === null ? [] : [" ", ...withLinks(hint)])];
}

/** The relay's hint may hold the address where the developer can allow this page. */
function withLinks(text: string): readonly (Node | string)[] {
  return text.split(/(https?:\/\/\S+)/).map((part) => {
    if (!URL.canParse(part) || !/^https?:$/.test(new URL(part).protocol)) return part;
    const link = document.createElement("a");
    link.href = part;
    link.textContent = part;
    return link;
  });
}
