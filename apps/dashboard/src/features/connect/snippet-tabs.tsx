/** The ways to connect an app, each a tab with its code. */
import { CodeBlock } from "../../ui/code.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { snippetsFor } from "./snippets.ts";

type Props = Parameters<typeof snippetsFor>[0];

export function SnippetTabs(props: Props) {
  const items = snippetsFor(props).map((snippet) => ({
    id: snippet.id,
    label: snippet.label,
    content: (
      <div className="grid grid-cols-1 gap-2.5">
        <p className="text-ink-2">{snippet.hint}</p>
        <CodeBlock
          code={snippet.code}
          language={snippet.language}
          name={snippet.name}
          copyLabel={snippet.id === "agent" ? "Copy prompt" : "Copy snippet"}
          wrap={snippet.id === "agent"}
        />
      </div>
    ),
  }));
  return <Tabs label="How your app is built" items={items} />;
}
