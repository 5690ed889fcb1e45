/** The open playground: its link, a tool to call, and what an AI is shown. */
import type { FormAction } from "../../action-state.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { RelayReply } from "./ask-relay.ts";
import { CallPanel } from "./call-panel.tsx";
import type { Playground, PlaygroundTool } from "./get-playground.ts";
import { inputFields } from "./input-fields.ts";
import { LinkBar } from "./link-bar.tsx";
import { SurfacePanel } from "./surface-panel.tsx";
import type { Surface } from "./surfaces.ts";
import { ToolNav } from "./tool-nav.tsx";

type Props = {
  readonly appId: string;
  readonly playground: Extract<Playground, { readonly state: "open" }>;
  readonly tool: PlaygroundTool | null;
  readonly seen: { readonly surface: Surface; readonly text: string };
  readonly hrefOf: (chosen: { readonly tool: string | null; readonly see: string }) => string;
  readonly call: FormAction<RelayReply>;
  readonly follow: FormAction<RelayReply>;
  readonly close: FormAction;
};

export function PlaygroundView({ appId, playground, tool, seen, hrefOf, call, follow, close }: Props) {
  const { surface } = seen;
  return (
    <div className="grid grid-cols-1 gap-6">
      <LinkBar appId={appId} playground={playground} close={close} />
      {tool === null ? (
        <Panel>
          <EmptyState title="No tool that this link may call">
            {playground.link.readOnly
              ? "None of the app's tools says that it only reads. Revoke the link and open one for all tools."
              : "The app has registered no tools yet."}
          </EmptyState>
        </Panel>
      ) : (
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
          <ToolNav
            tools={playground.tools}
            current={tool.name}
            hrefOf={(name) => hrefOf({ tool: name, see: surface.id })}
          />
          <CallPanel
            key={tool.name}
            appId={appId}
            tool={{ name: tool.name, method: tool.method, path: tool.path, description: tool.description }}
            fields={inputFields(tool.input_schema)}
            call={call}
            follow={follow}
          />
        </div>
      )}
      <SurfacePanel {...seen} hrefOf={(see) => hrefOf({ tool: tool?.name ?? null, see })} />
    </div>
  );
}
