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
    <Dialog
      open={open}
      onOpenChange={(wanted) => setOpen(wanted && !busy)}
      title={title}
      description={description}
      trigger={
        <Button size="small" aria-label={label} aria-disabled={busy}>
          {children}
        </Button>
      }
    >
      <DialogActions>
        <DialogClose>Cancel</DialogClose>
        <Button
          tone="danger"
          onClick={() => {
            setOpen(false);
            onConfirm();
          }}
        >
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
