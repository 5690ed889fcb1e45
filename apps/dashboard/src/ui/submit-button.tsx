/** A form's button: says that it works while the form's action runs, and cannot be pressed twice. */
"use client";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button.tsx";

type Props = Omit<ComponentProps<typeof Button>, "type"> & { readonly busyLabel?: string };

export function SubmitButton({ children, busyLabel, tone = "primary", ...rest }: Props) {
  const { pending } = useFormStatus();
  return (
    <Button
      type="submit"
      tone={tone}
      aria-disabled={pending}
      {...rest}
      onClick={(event) => pending && event.preventDefault()}
    >
      {pending && <LoaderCircle aria-hidden="true" className="animate-spin" />}
      {pending && busyLabel ? busyLabel : children}
    </Button>
  );
}
