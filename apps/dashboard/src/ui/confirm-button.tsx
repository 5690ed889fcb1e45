/** A button for what cannot be undone: it asks once, in words that say what will happen. */
"use client";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogActions, DialogClose } from "./dialog.tsx";

type Props = {
  /** The accessible name of the button, such as "Revoke user-42". */
  readonly label: string;
  readonly title: string;
  readonly description: string;
  /** The words of the button that does it. */
  readonly confirm: string;
  readonly onConfirm: () => void;
  /** It was confirmed, and is being done. */
  readonly busy?: boolean;
  readonly children: ReactNode;
};

export function ConfirmButton({
  label,
  title,
  description,
  confirm,
  onConfirm,
  busy = false,
  children,
}: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        aria-label={label}
        aria-haspopup="dialog"
        aria-disabled={busy}
        onClick={() => setOpen(!busy)}
      >
        {children}
      </Button>
      {open && (
        <Dialog title={title} description={description} onClose={() => setOpen(false)}>
          <DialogActions>
            <DialogClose>Cancel</DialogClose>
            <DialogClose tone="danger" onClick={onConfirm}>
              {confirm}
            </DialogClose>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}
