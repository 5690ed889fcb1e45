/** Navigation for narrow screens: slides in from the left, closes when a link was followed. */
"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { Menu as MenuIcon, X } from "lucide-react";
import { type MouseEvent, type ReactNode, useState } from "react";
import { buttonClass } from "./button.tsx";

type Props = { readonly title: string; readonly openLabel: string; readonly children: ReactNode };

export function Drawer({ title, openLabel, children }: Props) {
  const [open, setOpen] = useState(false);
  const closeAfterLink = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a")) setOpen(false);
  };
  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger
        aria-label={openLabel}
        className={buttonClass({ tone: "quiet", size: "small" }, "size-9! px-0! -ml-2 lg:hidden")}
      >
        <MenuIcon aria-hidden="true" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-canvas/70 backdrop-blur-[2px] transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0 lg:hidden" />
        <Base.Popup
          onClick={closeAfterLink}
          className="fixed inset-y-0 left-0 z-50 flex w-[min(18rem,85vw)] flex-col gap-4 overflow-y-auto border-r border-line bg-raised p-4 shadow-large transition-[translate] duration-200 ease-out data-ending-style:-translate-x-full data-starting-style:-translate-x-full lg:hidden"
        >
          <div className="flex items-center justify-between pl-2.5">
            <Base.Title className="truncate text-lg font-semibold tracking-tight">{title}</Base.Title>
            <Base.Close
              aria-label="Close menu"
              className={buttonClass({ tone: "quiet", size: "small" }, "size-9! px-0!")}
            >
              <X aria-hidden="true" />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
