/** One tool: its arguments as a form or as JSON, the request that they make, and the answer. */
"use client";
import { useActionState, useState } from "react";
import { type ActionState, type FormAction, idle } from "../../action-state.ts";
import { Button } from "../../ui/button.tsx";
import { CodeBlock } from "../../ui/code.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { AnswerView } from "./answer-view.tsx";
import { ArgumentFields } from "./argument-fields.tsx";
import type { RelayReply } from "./ask-relay.ts";
import { callRequest, curlOf } from "./call-request.ts";
import { useFollowedCall } from "./use-followed-call.ts";
import { argumentsOf, type InputField, parseJson } from "./input-fields.ts";

type Tool = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly description: string;
};
type Props = {
  readonly appId: string;
  readonly tool: Tool;
  /** `null`: the arguments are written as JSON. */
  readonly fields: readonly InputField[] | null;
  readonly call: FormAction<RelayReply>;
  readonly follow: FormAction<RelayReply>;
};

export function CallPanel({ appId, tool, fields, call, follow }: Props) {
  const [answer, submit] = useActionState<ActionState<RelayReply>, FormData>(call, idle);
  const { state, noteSent, askAgain } = useFollowedCall(appId, answer, follow);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [json, setJson] = useState<string | null>(fields === null ? "{}" : null);
  const args = json === null ? argumentsOf(fields ?? [], typed) : writtenArguments(json);
  const toggle = () => setJson(json === null ? JSON.stringify(args.ok ? args.value : {}, null, 2) : null);
  return (
    <Panel
      title={tool.name}
      description={tool.description}
      action={
        fields !== null && (
          <Button size="small" onClick={toggle}>
            {json === null ? "Write JSON" : "Use the form"}
          </Button>
        )
      }
    >
      <form
        action={submit}
        onSubmit={noteSent}
        // React empties a form after its action: what was typed is to be sent again.
        onReset={(event) => event.preventDefault()}
        className="grid gap-5"
      >
        {Object.entries({ appId, method: tool.method, path: tool.path }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="arguments" value={args.ok ? JSON.stringify(args.value) : ""} />
        <ArgumentFields
          fields={fields ?? []}
          typed={typed}
          json={json}
          wrong={args.ok ? null : args.field}
          onType={(name, value) => setTyped({ ...typed, [name]: value })}
          onWrite={setJson}
        />
        <div>
          <SubmitButton busyLabel="Calling…" disabled={!args.ok}>
            Send call
          </SubmitButton>
        </div>
        {args.ok && (
          <CodeBlock
            name="Request, as cURL"
            copyLabel="Copy as cURL"
            language="text"
            wrap
            code={curlOf(callRequest(tool, args.value))}
          />
        )}
        <div role="status" className="min-w-0">
          {state.status === "done" && <AnswerView appId={appId} reply={state.value} />}
        </div>
        {state.status === "refused" && (
          <Notice
            tone="stop"
            role="alert"
            title="The call was not answered"
            action={
              askAgain && (
                <Button size="small" onClick={askAgain}>
                  Ask again
                </Button>
              )
            }
          >
            {state.message}
          </Notice>
        )}
      </form>
    </Panel>
  );
}

function writtenArguments(text: string): ReturnType<typeof argumentsOf> {
  const value = parseJson(text)?.value;
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord ? { ok: true, value: { ...value } } : { ok: false, field: "" };
}
