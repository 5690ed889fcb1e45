/** A button that runs one Server Action with fixed fields, says that it works, and shows a refusal beside itself. */
"use client";
import { type ComponentProps, type ReactNode, useActionState } from "react";
import { type ActionState, type FormAction, idle } from "../action-state.ts";
import { SubmitButton } from "./submit-button.tsx";

type Props<T> = Pick<ComponentProps<typeof SubmitButton>, "tone" | "size" | "busyLabel" | "aria-label"> & {
  readonly action: FormAction<T>;
  readonly fields: Readonly<Record<string, string>>;
  readonly children: ReactNode;
  /** Runs in the browser after the action was done. */
  readonly onDone?: (value: T) => void;
};

export function ActionButton<T>({ action, fields, children, onDone, ...button }: Props<T>) {
  const run = async (previous: ActionState<T>, form: FormData): Promise<ActionState<T>> => {
    const next = await action(previous, form);
    if (next.status === "done") onDone?.(next.value);
    return next;
  };
  const [state, submit] = useActionState<ActionState<T>, FormData>(run, idle);
  return (
    <form action={submit} className="grid justify-items-start gap-2">
      <HiddenFields fields={fields} />
      <SubmitButton {...button}>{children}</SubmitButton>
      {state.status === "refused" && (
        <p role="alert" className="text-sm text-stop">
          {state.message}
        </p>
      )}
    </form>
  );
}

export function HiddenFields({ fields }: { readonly fields: Readonly<Record<string, string>> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
