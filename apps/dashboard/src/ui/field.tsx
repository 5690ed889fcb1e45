/**
 * A labelled control with its hint and its error, tied together for assistive technology: in the browser, because ids that
 * the server made for one page may meet those of another, and a label would name the other's field.
 */
"use client";
import { clsx } from "clsx";
import { ChevronDown, CircleAlert } from "lucide-react";
import { type ComponentProps, useId } from "react";

type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly optional?: boolean;
};

const control = clsx(
  "w-full rounded-md border bg-surface px-3 text-base text-ink shadow-small transition-colors",
  "placeholder:text-ink-3 focus-visible:outline-offset-0",
  "border-line-strong hover:border-ink-3 aria-invalid:border-stop-dot",
  "max-sm:text-lg",
);

export function TextField({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: FieldProps & ComponentProps<"input">) {
  const id = useId();
  return (
    <Framed {...{ id, label, hint, error, optional }}>
      <input id={id} {...described(id, hint, error)} className={clsx(control, "h-10", className)} {...rest} />
    </Framed>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional,
  className,
  ...rest
}: FieldProps & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Framed {...{ id, label, hint, error, optional }}>
      <textarea
        id={id}
        {...described(id, hint, error)}
        className={clsx(control, "min-h-24 py-2.5", className)}
        {...rest}
      />
    </Framed>
  );
}

type Choice = { readonly value: string; readonly label: string };

export function SelectField({
  label,
  hint,
  error,
  optional,
  className,
  choices,
  ...rest
}: FieldProps & ComponentProps<"select"> & { readonly choices: readonly Choice[] }) {
  const id = useId();
  return (
    <Framed {...{ id, label, hint, error, optional }}>
      <div className="relative">
        <select
          id={id}
          {...described(id, hint, error)}
          className={clsx(control, "h-10 appearance-none truncate pr-9!", className)}
          {...rest}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-ink-3"
        />
      </div>
    </Framed>
  );
}

const described = (id: string, hint?: string, error?: string) => ({
  "aria-invalid": error !== undefined,
  "aria-describedby": error ? `${id}-error` : hint ? `${id}-hint` : undefined,
});

type FramedProps = Pick<FieldProps, "label"> & {
  readonly id: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
  readonly optional: boolean | undefined;
  readonly children: React.ReactNode;
};

function Framed({ id, label, hint, error, optional, children }: FramedProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="flex items-baseline justify-between text-sm font-medium">
        {label}
        {optional && <span className="text-xs font-normal text-ink-3">Optional</span>}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-stop">
          <CircleAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" />
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-3">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
