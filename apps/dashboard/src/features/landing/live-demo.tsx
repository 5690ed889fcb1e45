/**
 * The demo app in place of the picture, once it is asked for: a page of another origin in a frame, so it costs this page
 * nothing before. Without JavaScript, or for a window of its own, it is a link.
 */
"use client";
import { ArrowUpRight, Play, X } from "lucide-react";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { buttonClass } from "../../ui/button.tsx";

type Props = {
  readonly url: string;
  readonly claim: ReactNode;
  readonly signUp: ReactNode;
  readonly picture: ReactNode;
};

export function LiveDemo({ url, claim, signUp, picture }: Props) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLAnchorElement>(null);
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div className="grid gap-16 max-sm:gap-12">
      <div className="grid justify-items-center gap-6 text-center">
        {claim}
        <div className="flex flex-wrap justify-center gap-3">
          {signUp}
          <a
            ref={opener}
            href={url}
            target="_blank"
            rel="noreferrer"
            onClick={open}
            className={buttonClass({ size: "large" })}
          >
            <Play aria-hidden="true" />
            Try the demo
          </a>
        </div>
      </div>
      {isOpen ? <Demo url={url} close={close} /> : picture}
    </div>
  );
}

function Demo({ url, close }: { readonly url: string; readonly close: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // All of it: its own dialogs open in the middle of the frame, wherever the window is.
    heading.current?.closest("section")?.scrollIntoView({ block: "start" });
  }, []);
  return (
    <section
      aria-labelledby="demo"
      className="scroll-mt-6 overflow-clip rounded-xl border border-line bg-surface shadow-large"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-sunken py-2 pr-2 pl-5 max-sm:pl-4">
        <div className="grid min-w-0 flex-1 basis-64">
          <h2 id="demo" ref={heading} tabIndex={-1} className="font-semibold outline-none">
            A canvas that an AI can paint on
          </h2>
          <p className="text-sm text-ink-2">
            Press “Connect with AI” in it, paste the text into your AI chat, and ask for a picture.
          </p>
        </div>
        <a
          href={url}
          target="_blank"
          rel="noreferrer"
          className={buttonClass({ tone: "quiet", size: "small" })}
        >
          Own tab
          <ArrowUpRight aria-hidden="true" />
        </a>
        <button
          type="button"
          aria-label="Close the demo"
          onClick={close}
          className={buttonClass({ tone: "quiet", size: "small" }, "size-8! px-0!")}
        >
          <X aria-hidden="true" />
        </button>
      </div>
      <iframe
        src={url}
        title="Pixel Art Canvas, the demo app"
        // It copies the text for the chat; of this page it can read nothing.
        allow="clipboard-write"
        referrerPolicy="no-referrer"
        className="block h-[min(50rem,calc(100dvh-8rem))] min-h-[30rem] w-full"
      />
    </section>
  );
}
