/** What an AI is shown by this link, by the way it reaches the app. */
import { CodeBlock } from "../../ui/code.tsx";
import { FilterNav } from "../../ui/filter-nav.tsx";
import { Panel } from "../../ui/panel.tsx";
import { type Surface, SURFACES } from "./surfaces.ts";

type Props = {
  readonly surface: Surface;
  readonly text: string;
  readonly hrefOf: (surface: Surface["id"]) => string;
};

export function SurfacePanel({ surface, text, hrefOf }: Props) {
  const choices = SURFACES.map(({ id, name }) => ({
    label: name,
    href: hrefOf(id),
    current: id === surface.id,
  }));
  return (
    <Panel
      title="What the AI sees"
      description="The real documents behind this link. $AGENT_LINK stands in its place."
    >
      <div className="grid grid-cols-1 gap-4">
        <FilterNav label="What the AI sees" choices={choices} />
        <p className="text-ink-2">{surface.who}</p>
        <div className="[&_pre]:max-h-[32rem] [&_pre]:overflow-y-auto">
          <CodeBlock name={surface.name} language="text" wrap code={text} />
        </div>
      </div>
    </Panel>
  );
}
