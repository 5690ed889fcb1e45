/** Three steps, each with what one really sees. */
import { CircleCheck, Copy, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { Code } from "../../ui/code.tsx";
import { Status } from "../../ui/status.tsx";

export function HowItWorks() {
  return (
    <section aria-labelledby="how" className="grid gap-8">
      <h2 id="how" className="text-2xl font-semibold">
        How it works
      </h2>
      <ol className="grid gap-px overflow-clip rounded-xl border border-line bg-line md:grid-cols-3">
        <Step number={1} title="Your page connects" art={<ConnectArt />}>
          Call <code className="font-mono text-sm">connect()</code> with the tools you choose. The page opens
          one WebSocket to the relay. You run no server for it.
        </Step>
        <Step number={2} title="Your user pastes a link" art={<LinkArt />}>
          They press <em className="not-italic">Connect with AI</em>, copy the link, and paste it into Claude,
          ChatGPT, Gemini or a coding agent. Nothing to install.
        </Step>
        <Step number={3} title="The AI works, you watch" art={<CallsArt />}>
          Each call is checked against your schema and runs in the user’s own tab. You see it as it happens,
          and can revoke the link at any time.
        </Step>
      </ol>
    </section>
  );
}

type StepProps = {
  readonly number: number;
  readonly title: string;
  readonly art: ReactNode;
  readonly children: ReactNode;
};

function Step({ number, title, art, children }: StepProps) {
  return (
    <li className="flex flex-col gap-5 bg-surface p-6 max-sm:p-5">
      <div aria-hidden="true" className="grid h-36 items-center rounded-lg border border-line bg-sunken px-4">
        {art}
      </div>
      <div className="grid gap-1.5">
        <h3 className="flex items-baseline gap-2.5 text-lg font-semibold tracking-tight">
          <span className="font-mono text-sm font-normal text-ink-3">{number}</span>
          {title}
        </h3>
        <p className="text-ink-2">{children}</p>
      </div>
    </li>
  );
}

function ConnectArt() {
  return (
    <pre className="overflow-hidden leading-relaxed">
      <Code
        language="ts"
        code={`await connect({\n  appId: "as_app_4T9X…",\n  tools: [addNote, search],\n});`}
      />
    </pre>
  );
}

function LinkArt() {
  return (
    <div className="grid gap-2.5 justify-self-center">
      <span className="flex h-9 items-center gap-2 justify-self-center rounded-md bg-ink px-3.5 text-sm font-medium text-canvas">
        <Link2 className="size-4" /> Connect with AI
      </span>
      <span className="flex h-9 items-center gap-3 rounded-md border border-line bg-surface px-3 font-mono text-xs text-ink-2">
        …/v1/t/as_7K2M9QXT_••••••
        <Copy className="size-3.5 text-ink-3" />
      </span>
    </div>
  );
}

const calls = [
  { tool: "search", time: "38 ms" },
  { tool: "add_note", time: "41 ms" },
  { tool: "add_note", time: "39 ms" },
];

function CallsArt() {
  return (
    <div className="grid gap-2 text-sm">
      {calls.map(({ tool, time }, index) => (
        <span key={index} className="flex items-center gap-2">
          <CircleCheck className="size-4 text-live" />
          <code className="flex-1 font-mono">{tool}</code>
          <span className="text-ink-3 tabular-nums">{time}</span>
        </span>
      ))}
      <span className="mt-0.5 border-t border-line pt-2">
        <Status tone="live" pulse>
          1 link active
        </Status>
      </span>
    </div>
  );
}
