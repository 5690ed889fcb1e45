/** What the playground says while no app is connected, and the two ways to change that. */
import type { ReactNode } from "react";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { LogoMark } from "../../ui/logo.tsx";
import { Panel } from "../../ui/panel.tsx";

/** `demo`: the way without code, if there is a demo app. */
export function NoSession({ appId, demo }: { readonly appId: string; readonly demo: ReactNode }) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <Panel flush>
        <EmptyState
          picture={<LogoMark className="size-10" />}
          title="No session is connected"
          action={
            <ButtonLink tone="primary" href={`/apps/${appId}/connect`}>
              Connect your app
            </ButtonLink>
          }
        >
          Open your app in a tab and leave it there: this page goes on by itself as soon as it is connected.
        </EmptyState>
      </Panel>
      {demo}
    </div>
  );
}
