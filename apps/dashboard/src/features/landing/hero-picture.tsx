/** The whole product in one picture: an app, the relay, and a chat that paints in the app. */
import { clsx } from "clsx";
import { Check, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { LogoMark } from "../../ui/logo.tsx";
import { Wire } from "../../ui/wire.tsx";
import { PixelArt, pixelCount } from "./pixel-art.tsx";

const summary =
  "A web app on the left and an AI chat on the right, joined by the relay. A person pastes the app’s link into the chat, and the AI paints a picture in the app.";

/** `stacked`: from top to bottom, however wide the screen is. */
export function HeroPicture({ stacked = false }: { readonly stacked?: boolean }) {
  return (
    <div
      role="img"
      aria-label={summary}
      className={clsx(
        "grid w-full items-center gap-y-1",
        !stacked && "lg:grid-cols-[20rem_minmax(3rem,1fr)_auto_minmax(3rem,1fr)_24rem]",
      )}
    >
      <Window title="yourapp.com">
        <div className="p-5">
          <PixelArt />
        </div>
      </Window>
      <Leg stacked={stacked} />
      <span className="grid size-16 place-items-center justify-self-center rounded-xl border border-live-dot bg-live-soft">
        <LogoMark className="size-8" />
      </span>
      <Leg stacked={stacked} />
      <Window title="Any AI chat">
        <Chat />
      </Window>
    </div>
  );
}

/** Lies between the windows where there is room, stands between them where there is not. */
function Leg({ stacked }: { readonly stacked: boolean }) {
  return (
    <div
      className={clsx("grid place-items-center", stacked ? "h-12" : "h-12 lg:h-auto lg:place-items-stretch")}
    >
      <Wire state="live" className={clsx("w-12 rotate-90", !stacked && "lg:w-auto lg:rotate-0")} />
    </div>
  );
}

function Window({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-sm self-stretch overflow-clip rounded-xl border border-line bg-surface shadow-large">
      <div className="flex h-9 items-center gap-1.5 border-b border-line bg-sunken px-3.5">
        <span className="size-2 rounded-full bg-line-strong/60" />
        <span className="size-2 rounded-full bg-line-strong/60" />
        <span className="size-2 rounded-full bg-line-strong/60" />
        <span className="flex-1 pr-9 text-center font-mono text-xs text-ink-3">{title}</span>
      </div>
      {children}
    </div>
  );
}

function Chat() {
  return (
    <div className="grid gap-3.5 p-4 text-sm">
      <div className="scene-part ml-8 grid gap-2 justify-self-end rounded-lg rounded-br-sm bg-ink/6 px-3.5 py-2.5">
        <p>Open this and paint our mascot:</p>
        <p className="flex items-center gap-1.5 font-mono text-xs text-accent">
          <Link2 className="size-3.5 shrink-0" />
          relay.dev/v1/t/as_7K2M9QXT_…
        </p>
      </div>
      <ul className="grid gap-1.5 text-ink-2">
        <Done className="scene-2">Read what the app can do: 5 tools</Done>
        <Done className="scene-3">
          <code className="font-mono text-xs">POST /set_pixels</code> {pixelCount} pixels
        </Done>
        <Done className="scene-4">
          <code className="font-mono text-xs">GET /canvas.png</code> looked at it
        </Done>
      </ul>
      <p className="scene-part scene-5 mr-8">It’s on your canvas, in the tab you have open. Want a hat?</p>
    </div>
  );
}

function Done({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  return (
    <li className={clsx("scene-part flex items-center gap-2", className)}>
      <Check strokeWidth={2.5} className="size-3.5 shrink-0 text-live" />
      <span>{children}</span>
    </li>
  );
}
