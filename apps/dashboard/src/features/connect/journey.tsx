/** The picture of the product: your app, the relay, an AI chat, and which of the two wires is live. */
import { clsx } from "clsx";
import { AppWindow, MessageSquareText } from "lucide-react";
import type { ReactNode } from "react";
import { LogoMark } from "../../ui/logo.tsx";
import { Wire, type WireState } from "../../ui/wire.tsx";

type Props = {
  readonly app: { readonly wire: WireState; readonly note: string };
  readonly relay: { readonly note: string };
  readonly chat: { readonly wire: WireState; readonly note: string };
};

export function Journey({ app, relay, chat }: Props) {
  return (
    <div
      role="img"
      aria-label={`Your app: ${app.note}. Relay: ${relay.note}. AI chat: ${chat.note}.`}
      className="grid grid-cols-[auto_minmax(1.5rem,1fr)_auto_minmax(1.5rem,1fr)_auto] items-start rounded-lg border border-line bg-surface px-10 pt-6 pb-5 shadow-small max-md:px-6 max-sm:px-2 max-sm:pt-5 max-sm:pb-4"
    >
      <Place name="Your app" note={app.note} lit={app.wire === "live"}>
        <AppWindow className="size-6" strokeWidth={1.5} />
      </Place>
      <Wire state={app.wire} className="-mx-7 mt-[1.6875rem] max-sm:-mx-3 max-sm:mt-[1.4375rem]" />
      <Place name="Relay" note={relay.note} lit={app.wire === "live"}>
        <LogoMark className="size-7" />
      </Place>
      <Wire state={chat.wire} className="-mx-7 mt-[1.6875rem] max-sm:-mx-3 max-sm:mt-[1.4375rem]" />
      <Place name="AI chat" note={chat.note} lit={chat.wire === "live"}>
        <MessageSquareText className="size-6" strokeWidth={1.5} />
      </Place>
    </div>
  );
}

type PlaceProps = {
  readonly name: string;
  readonly note: string;
  readonly lit: boolean;
  readonly children: ReactNode;
};

function Place({ name, note, lit, children }: PlaceProps) {
  return (
    <div className="grid w-32 grid-cols-1 justify-items-center gap-2.5 text-center max-sm:w-22">
      <span
        className={clsx(
          "grid size-14 place-items-center rounded-lg border transition-colors duration-500 max-sm:size-12",
          lit ? "border-live-dot bg-live-soft text-live" : "border-line bg-sunken text-ink-3",
        )}
      >
        {children}
      </span>
      <span className="grid w-full grid-cols-1 gap-0.5">
        <span className="text-sm font-medium">{name}</span>
        <span className="text-xs wrap-anywhere text-ink-3">{note}</span>
      </span>
    </div>
  );
}
