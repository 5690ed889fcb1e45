/** Why signing in with GitHub did not work, and what to do. */
import { Notice } from "../../ui/notice.tsx";

const WORDS: ReadonlyMap<string, string> = new Map([
  ["denied", "You did not let us see your GitHub account. Try again, or use your password."],
  ["unverified", "GitHub has no verified e-mail address of yours. Verify one there, or use a password here."],
  [
    "taken",
    "The account with this address is connected to another GitHub account. Sign in with its password.",
  ],
  ["expired", "That took too long, or came from another browser. Try again."],
  ["failed", "GitHub did not answer as it should. Try again in a moment, or use your password."],
]);

export function GitHubFault({ fault }: { readonly fault: string | null }) {
  const words = WORDS.get(fault ?? "");
  return words === undefined ? null : <Notice tone="stop">{words}</Notice>;
}
