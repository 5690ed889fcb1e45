/** Why the app is not here yet: a refusal that the relay saw, or, after a while, what to look at. */
"use client";
import { useEffect, useState } from "react";
import type { FormAction } from "../../action-state.ts";
import type { Activation } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { ActionButton } from "../../ui/action-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { TextLink } from "../../ui/text-link.tsx";
import type { ConnectProgress } from "./get-connect-progress.ts";

const QUIET_FOR_MS = 20_000;

type Refusal = ConnectProgress["refused"][number];
type Allow = FormAction<{ readonly activation: Activation }>;
type Allowed = { readonly origin: string; readonly activation: Activation };
type Props = Pick<ConnectProgress, "refused" | "allowedOrigins"> & {
  readonly appId: string;
  readonly relayUrl: string;
  readonly allow: Allow;
};

export function Diagnosis({ appId, relayUrl, refused, allowedOrigins, allow }: Props) {
  const [quiet, setQuiet] = useState(false);
  const [allowed, setAllowed] = useState<Allowed | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(true), QUIET_FOR_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {allowed && (
        <ActivationNote
          what={
            <>
              <code className="font-mono text-sm text-ink">{allowed.origin}</code> is allowed: now reload your
              app.
            </>
          }
          activation={allowed.activation}
        />
      )}
      {refused.map((refusal) => (
        <RefusedHere
          key={`${refusal.origin} ${refusal.code}`}
          appId={appId}
          refusal={refusal}
          allow={allow}
          onAllowed={setAllowed}
        />
      ))}
      {quiet && refused.length === 0 && allowed === null && (
        <NothingSeen relayUrl={relayUrl} allowed={allowedOrigins} />
      )}
    </>
  );
}

type RefusedProps = {
  readonly appId: string;
  readonly refusal: Refusal;
  readonly allow: Allow;
  readonly onAllowed: (allowed: Allowed) => void;
};

function RefusedHere({ refusal, appId, allow, onAllowed }: RefusedProps) {
  const { origin, code, canBeAllowed } = refusal;
  return (
    <Notice
      tone="stop"
      role="alert"
      title={origin === null ? "The relay refused your app" : <>The relay refused {origin}</>}
      action={
        canBeAllowed &&
        origin !== null && (
          <ActionButton
            action={allow}
            fields={{ appId, origin }}
            size="small"
            busyLabel="Allowing…"
            onDone={({ activation }) => onAllowed({ origin, activation })}
          >
            Allow this origin
          </ActionButton>
        )
      }
    >
      {explain(code, canBeAllowed)} <TextLink href={`/docs/errors/${code}`}>About {code}</TextLink>
    </Notice>
  );
}

function explain(code: string, canBeAllowed: boolean): string {
  if (code === "app_key_required")
    return "It sent no web origin, as servers and scripts do. Make an app key and pass it to connect() as appKey.";
  if (code === "app_key_invalid") return "The app key it sent is not a key of this app, or was revoked.";
  if (canBeAllowed)
    return "Your app is there, but this app does not allow that origin yet. If it is yours, allow it, then reload your app.";
  return `The relay's reason: ${code}.`;
}

function NothingSeen({
  relayUrl,
  allowed,
}: {
  readonly relayUrl: string;
  readonly allowed: readonly string[];
}) {
  return (
    <Notice tone="wait" role="status" title="Nothing has reached the relay for this app id so far">
      <ul className="grid list-disc gap-1 pl-4">
        <li>Is the page with the snippet open, and was it reloaded after you added it?</li>
        <li>
          Does the app id in your code equal the one above? A wrong id is answered with{" "}
          <TextLink href="/docs/errors/unknown_app">unknown_app</TextLink> in the browser’s console.
        </li>
        <li>
          Does your page’s Content-Security-Policy allow the relay? It needs{" "}
          <code className="font-mono text-sm">connect-src {relayUrl.replace(/^http/, "ws")}</code>.
        </li>
        {allowed.length > 0 && (
          <li>
            Allowed so far: <code className="font-mono text-sm">{allowed.join(", ")}</code>
          </li>
        )}
      </ul>
    </Notice>
  );
}
