/** A call's answer, and, where the call runs on, what it comes to: asked for until it ended. */
"use client";
import { useEffect, useRef, useState } from "react";
import { type ActionState, type FormAction, idle } from "../../action-state.ts";
import type { RelayReply } from "./ask-relay.ts";

const ASK_AGAIN_MS = 1_000;
const UNREACHABLE: ActionState<RelayReply> = {
  status: "refused",
  code: "internal",
  message: "This dashboard cannot be reached. The call may still be running.",
  fields: {},
  values: {},
  requestId: "",
};

type Reply = ActionState<RelayReply>;
export type FollowedCall = {
  readonly state: Reply;
  /** For the moment at which the call is sent, so that its time is told as a whole. */
  readonly noteSent: () => void;
  /** After a question for the result went wrong. */
  readonly askAgain: (() => void) | null;
};

export function useFollowedCall(appId: string, answer: Reply, follow: FormAction<RelayReply>): FollowedCall {
  const [news, setNews] = useState<{ readonly of: Reply; readonly state: Reply }>();
  const sentAt = useRef(0);
  const state = news?.of === answer ? news.state : answer;
  const task = state.status === "done" ? state.value.task : null;
  useEffect(() => {
    if (task === null) return undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const next = await follow(idle, formOf(appId, task)).catch(() => UNREACHABLE);
      if (!isOver) setNews({ of: answer, state: timed(next, sentAt.current) });
    };
    const timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // `state`: each answer that says "still running" is one more reason to ask.
  }, [appId, answer, follow, state, task]);
  const mayAskAgain = state !== answer && state.status === "refused";
  return {
    state,
    noteSent: () => (sentAt.current = performance.now()),
    askAgain: mayAskAgain ? () => setNews(undefined) : null,
  };
}

function formOf(appId: string, task: string): FormData {
  const form = new FormData();
  form.set("appId", appId);
  form.set("task", task);
  return form;
}

const timed = (state: Reply, sentAtMs: number): Reply =>
  state.status === "done"
    ? { ...state, value: { ...state.value, durationMs: Math.round(performance.now() - sentAtMs) } }
    : state;
