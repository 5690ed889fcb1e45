/** `<agent-socket-connect>` as a React component. */
import { type CSSProperties, type DetailedHTMLProps, type HTMLAttributes, useEffect, useRef } from "react";
import type { AgentSocketConnect } from "../element/connect-element.ts";
import { defineConnectElement } from "../element/define.ts";
import type { ConnectState } from "../element/state.ts";
import { useProvided } from "./use-agent-socket.ts";

/** `<agent-socket-connect>` in JSX. */
export type ConnectElementProps = DetailedHTMLProps<
  HTMLAttributes<AgentSocketConnect>,
  AgentSocketConnect
> & {
  readonly class?: string | undefined;
  readonly label?: string | undefined;
  readonly theme?: "light" | "dark" | "auto" | undefined;
};

declare module "react" {
  // Augmenting React's own namespace is the one way to tell it of an element.
  namespace JSX {
    interface IntrinsicElements {
      "agent-socket-connect": ConnectElementProps;
    }
  }
}

/** What `<ConnectWithAI>` takes, all of it optional. */
export type ConnectWithAIProps = {
  /** The button's words, and the name of its links. */
  readonly label?: string | undefined;
  /** The page's own colour scheme when left out. */
  readonly theme?: "light" | "dark" | "auto" | undefined;
  readonly className?: string | undefined;
  readonly style?: CSSProperties | undefined;
  /** A link was made. Its secret is in `session.links`. */
  readonly onLink?: ((link: { readonly tokenId: string; readonly label: string | null }) => void) | undefined;
  readonly onState?: ((state: ConnectState) => void) | undefined;
};

/**
 * The button and its dialog, for the session of the provider above.
 *
 * @example
 * ```ts
 * import { ConnectWithAI } from "@agent-socket/sdk/react";
 *
 * const Header = () => <ConnectWithAI label="Use an AI" theme="auto" onState={(state) => console.log(state)} />;
 * ```
 */
export function ConnectWithAI({ label, theme, className, style, onLink, onState }: ConnectWithAIProps) {
  const { session } = useProvided();
  const ref = useRef<AgentSocketConnect>(null);
  const latest = useRef({ onLink, onState });
  useEffect(() => {
    latest.current = { onLink, onState };
  });
  useEffect(() => {
    const { current: element } = ref;
    if (element === null) return;
    defineConnectElement();
    element.session = session;
    const told = (event: HTMLElementEventMap["agent-socket-link"]): void =>
      latest.current.onLink?.(event.detail);
    const changed = (event: HTMLElementEventMap["agent-socket-state"]): void =>
      latest.current.onState?.(event.detail.state);
    element.addEventListener("agent-socket-link", told);
    element.addEventListener("agent-socket-state", changed);
    return () => {
      element.removeEventListener("agent-socket-link", told);
      element.removeEventListener("agent-socket-state", changed);
    };
  }, [session]);
  // `class` and not `className`: React before 19 hands custom elements what it is given.
  return <agent-socket-connect ref={ref} label={label} theme={theme} class={className} style={style} />;
}
