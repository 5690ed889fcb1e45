/** The link of an invitation for the inviter to hand over by another way than mail, shown this one time. */
import { ShownOnce } from "../../ui/shown-once.tsx";

export function InvitationLink({ link }: { readonly link: string }) {
  return (
    <div className="mt-3 grid grid-cols-1 gap-2">
      <ShownOnce label="Invitation link" value={link} copyLabel="Copy invitation link" />
      <p className="text-sm text-ink-2">
        To send it yourself. It is shown this one time, and whoever has it can join with this address: give it
        to nobody else.
      </p>
    </div>
  );
}
