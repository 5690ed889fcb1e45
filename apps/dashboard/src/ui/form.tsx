/**
 * A form of one action. What is wrong in a field stands beside it and takes the focus there; what was refused as a whole
 * stands above the fields; what was typed is kept.
 */
"use client";
import { clsx } from "clsx";
import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { type ActionState, type FormAction, idle } from "../action-state.ts";
import { HiddenFields } from "./action-button.tsx";
import { Notice } from "./notice.tsx";

export type ActionForm<T> = {
  readonly state: ActionState<T>;
  readonly submit: (form: FormData) => void;
  /** For a field: its name, what was typed in it or `initial`, and what is wrong with it. */
  readonly field: (
    name: string,
    initial?: string,
  ) => { readonly name: string; readonly defaultValue: string; readonly error: string | undefined };
};

export function useActionForm<T>(action: FormAction<T>): ActionForm<T> {
  const [state, submit] = useActionState<ActionState<T>, FormData>(action, idle);
  const refused = state.status === "refused" ? state : null;
  return {
    state,
    submit,
    field: (name, initial = "") => ({
      name,
      defaultValue: refused?.values[name] ?? initial,
      error: refused?.fields[name],
    }),
  };
}

type Props<T> = {
  readonly form: ActionForm<T>;
  /** What is sent beside what is typed. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly className?: string;
  readonly children: ReactNode;
};

export function Form<T>({ form: { state, submit }, hidden = {}, className, children }: Props<T>) {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.status === "refused")
      element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);
  return (
    <form ref={element} action={submit} noValidate className={clsx("grid grid-cols-1", className)}>
      <HiddenFields fields={hidden} />
      {state.status === "refused" && Object.keys(state.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {state.message}
        </Notice>
      )}
      {children}
    </form>
  );
}
