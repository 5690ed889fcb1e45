/** The one place where what a verb did or refused becomes the state of a form. */
import { refresh } from "next/cache";
import type { ActionState } from "./action-state.ts";
import type { RequestContext, UserContext } from "./context.ts";
import { userContext } from "./features/auth/current-user.ts";
import { typedText } from "./form-text.ts";
import { Refused } from "./refused.ts";

/** `perform` must not redirect: do that after it, when the state is `done`. */
export async function runAction<T>(
  { log, requestId }: RequestContext,
  form: FormData,
  perform: () => Promise<T>,
): Promise<ActionState<T>> {
  try {
    return { status: "done", value: await perform() };
  } catch (cause) {
    const refusal = cause instanceof Refused ? cause : unexpected();
    if (refusal !== cause) log.error({ err: cause }, "action failed");
    const { code, message, fields } = refusal;
    return { status: "refused", code, message, fields, values: typedText(form), requestId };
  }
}

/** For somebody who is signed in; anybody else is sent to sign in. The page shows the change at once. */
export async function runUserAction<T>(
  form: FormData,
  perform: (ctx: UserContext) => Promise<T>,
): Promise<ActionState<T>> {
  const ctx = await userContext();
  const state = await runAction(ctx, form, () => perform(ctx));
  if (state.status === "done") refresh();
  return state;
}

const unexpected = (): Refused =>
  new Refused(
    "internal",
    "Something went wrong on our side. Try again in a moment; if it stays so, report it with its request id.",
  );
