/** Deletes an app for whoever types its name. */
import type { FormAction } from "../../action-state.ts";
import { RESTORABLE_DAYS } from "../../restorable-days.ts";
import { DeleteByNameForm } from "../../ui/delete-by-name-form.tsx";
import type { DeletionImpact } from "./get-deletion-impact.ts";

type Props = {
  readonly appId: string;
  readonly name: string;
  readonly impact: DeletionImpact;
  readonly remove: FormAction;
};

export function DeleteAppForm({ appId, name, impact, remove }: Props) {
  return (
    <DeleteByNameForm
      name={name}
      fields={{ appId }}
      impact={[
        { label: "open sessions are cut off", value: impact.liveSessions },
        { label: "working links stop", value: impact.activeLinks },
        { label: "app keys stop", value: impact.keys },
        { label: "calls in the last 7 days", value: impact.callsLast7Days },
      ]}
      hint={`You can restore the app for ${RESTORABLE_DAYS} days. After that, all it holds is gone for good.`}
      submit="Delete app"
      remove={remove}
    />
  );
}
