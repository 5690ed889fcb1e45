/** Navigation for narrow screens: slides in from the left, closes when a link was followed. */
"use client";
import { Menu as MenuIcon, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { buttonClass } from "./button.tsx";
import { closeModalOf, Modal } from "./modal.tsx";

type Props = { readonly title: string; readonly openLabel: string; readonly children: ReactNode };

export function Drawer({ title, openLabel, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label={openLabel}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className={buttonClass({ tone: "quiet", size: "small" }, "size-9! px-0! -ml-2 lg:hidden")}
      >
        <MenuIcon aria-hidden="true" />
      </button>
      {open && (
        <Modal
          aria-label={title}
          onClose={() => setOpen(false)}
          className="drawer m-0 h-dvh max-h-none w-[min(18rem,85vw)] flex-col gap-4 overflow-y-auto border-r border-line bg-raised p-4 text-ink shadow-large open:flex lg:hidden"
        >
          <div className="flex items-center justify-between pl-2.5">
            <span className="truncate text-lg font-semibold tracking-tight">{title}</span>
            <button
              type="button"
              aria-label="Close menu"
              onClick={(event) => closeModalOf(event.currentTarget)}
              className={buttonClass({ tone: "quiet", size: "small" }, "size-9! px-0!")}
            >
              <X aria-hidden="true" />
            </button>
          </div>
          {children}
        </Modal>
      )}
    </>
  );
}
