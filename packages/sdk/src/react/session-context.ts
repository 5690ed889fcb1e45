/** The session of a part of a React tree: made when that is mounted, ended when it is gone for good. */
import { createContext, createElement, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { ConnectOptions } from "../session/options.ts";
import type { Session } from "../session/session.ts";
import { OwnedSession } from "./owned-session.ts";
import { ToolSet } from "./tool-set.ts";

export type AgentSocket = {
  /** `null` on a server, and until the provider is mounted in a page. */
  readonly session: Session | null;
  readonly tools: ToolSet;
};

export const AgentSocketContext = createContext<AgentSocket | null>(null);

/** The options of `connect`; `tools` may be left out where `useTool` says them all. */
export type AgentSocketProviderProps = Omit<ConnectOptions, "tools"> & {
  readonly tools?: ConnectOptions["tools"] | undefined;
  /**
   * One that was made outside of React: it is not ended with the provider. Where `useTool` adds to its tools, give its
   * own ones as `tools` as well.
   */
  readonly session?: Session | undefined;
  readonly children?: ReactNode;
};

const NO_TOOLS: ConnectOptions["tools"] = [];

/**
 * Connects while it is mounted. Another `appId` or `baseUrl` makes a new session, new `tools` are sent; the other options
 * are those of the first render. Renders its children alone, on a server as well.
 *
 * @example
 * ```ts
 * import { AgentSocketProvider, ConnectWithAI } from "@agent-socket/sdk/react";
 *
 * const App = () => (
 *   <AgentSocketProvider appId="as_app_anon" baseUrl="http://localhost:8787" appName="Card Box">
 *     <ConnectWithAI />
 *   </AgentSocketProvider>
 * );
 * ```
 */
export function AgentSocketProvider({ session: given, children, ...options }: AgentSocketProviderProps) {
  const { appId, baseUrl, tools: base = NO_TOOLS } = options;
  const [tools] = useState(() => new ToolSet(base));
  const [owned] = useState(() => new OwnedSession());
  const [session, setSession] = useState<Session | null>(null);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
    tools.setBase(base);
  });
  useEffect(() => {
    const isNew = given === undefined && !owned.isOpen;
    const made = given ?? owned.open({ ...latest.current, tools: tools.all });
    tools.serve(made, { isTold: isNew });
    setSession(made);
    return () => {
      tools.serve(null, { isTold: false });
      if (given === undefined) owned.release();
    };
  }, [given, appId, baseUrl, owned, tools]);
  const value = useMemo(() => ({ session, tools }), [session, tools]);
  return createElement(AgentSocketContext.Provider, { value }, children);
}
