/** The code, whole, beside what it leaves in the developer's hands. */
import { CodeBlock } from "../../ui/code.tsx";

const sample = (relayUrl: string) => `import { connect } from "@agent-socket/sdk";

const session = await connect({
  appId: "as_app_anon",
  baseUrl: ${JSON.stringify(relayUrl)},
  tools: [{
    path: "/write",
    description: "Writes a line on the user's page.",
    input_schema: { type: "object", properties: { line: { type: "string" } } },
    handler: ({ input }) => document.body.append(input.line),
  }],
});
const link = await session.mintAgentToken({ label: "user-42" });`;

const points = [
  { title: "Only the tools you list", text: "An AI can do what your handlers do, and nothing else." },
  {
    title: "Checked before it reaches you",
    text: "The relay holds each input against your JSON Schema. What does not fit never arrives.",
  },
  {
    title: "Not stored",
    text: "The call log has times, sizes and outcomes. Arguments and results are never kept.",
  },
  {
    title: "Ended by anyone concerned",
    text: "You, your app, and whoever holds the link can revoke it. The next call is refused.",
  },
];

export function TenLines({ relayUrl }: { readonly relayUrl: string }) {
  return (
    <section
      aria-labelledby="code"
      className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]"
    >
      <div className="grid gap-7">
        <div className="grid gap-2">
          <h2 id="code" className="text-2xl font-semibold">
            This is the whole integration
          </h2>
          <p className="text-lg text-ink-2">It runs as it stands, without an account.</p>
        </div>
        <dl className="grid gap-5 sm:grid-cols-2 lg:grid-cols-1">
          {points.map(({ title, text }) => (
            <div key={title} className="grid gap-0.5 border-l-2 border-line pl-4">
              <dt className="font-semibold">{title}</dt>
              <dd className="text-ink-2">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <CodeBlock name="main.js" language="ts" code={sample(relayUrl)} copyLabel="Copy snippet" />
    </section>
  );
}
