/** Asks before a link is revoked: it cannot be brought back. */
"use client";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions, DialogClose } from "../../ui/dialog.tsx";

type Props = { readonly name: string; readonly onConfirm: () => void };

export function RevokeDialog({ name, onConfirm }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
      title={`Revoke ${name}?`}
      description="From then on the relay refuses every call with this link and cancels those in progress. It cannot be undone; your app can make a new link."
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
          Revoke link
        </Button>
      </DialogActions>
    </Dialog>
  );
}
