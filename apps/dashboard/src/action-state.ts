/** What a form knows after its action ran. Safe to import in the browser. */
import type { RefusalCode } from "./refused.ts";

export type ActionState<T = null> =
  | { readonly status: "idle" }
  | { readonly status: "done"; readonly value: T }
  | {
      readonly status: "refused";
      readonly code: RefusalCode;
      /** What happened and what to do, for the person. */
      readonly message: string;
      /** One sentence for each field at fault, by the field's name. */
      readonly fields: Readonly<Record<string, string>>;
      /** What was typed, by field, so that the form can show it again; never a password. */
      readonly values: Readonly<Record<string, string>>;
      readonly requestId: string;
    };

/** The form of every Server Action here: `useActionState(action, idle)`. */
export type FormAction<T = null> = (previous: ActionState<T>, form: FormData) => Promise<ActionState<T>>;

export const idle: ActionState<never> = { status: "idle" };
