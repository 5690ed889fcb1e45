/** The steps of a random history: what apps, agents and the platform may do to one session, in any order. */
import * as fc from "fast-check";

/** How a call is made. One with a key is the same call whenever it is made again through the same link. */
export type Target = {
  readonly name: string;
  readonly how: "post" | "link" | "batch";
  /** `echo` and `read` are answered at once, `hold` when a step says so. */
  readonly tools: readonly ("echo" | "hold" | "read")[];
  readonly isKeyed: boolean;
  readonly waitSeconds: number;
  /** After how many milliseconds its agent hangs up. */
  readonly hangUpAfterMs?: number;
};

const target = (
  name: string,
  how: Target["how"],
  tools: Target["tools"],
  rest: Partial<Target> = {},
): Target => ({
  name,
  how,
  tools,
  isKeyed: false,
  waitSeconds: 10,
  ...rest,
});
const TASK = { waitSeconds: 0 };
const KEYED = { isKeyed: true };

export const TARGETS: readonly Target[] = [
  target("echo", "post", ["echo"]),
  target("hold", "post", ["hold"]),
  target("task", "post", ["hold"], TASK),
  target("keyed echo", "post", ["echo"], KEYED),
  target("keyed hold", "post", ["hold"], KEYED),
  target("keyed task", "post", ["hold"], { ...KEYED, ...TASK }),
  target("printed echo", "link", ["echo"], KEYED),
  target("printed hold", "link", ["hold"], KEYED),
  target("printed task", "link", ["hold"], { ...KEYED, ...TASK }),
  target("printed read", "link", ["read"]),
  target("batch", "batch", ["echo", "hold", "echo"]),
  target("slow batch", "batch", ["hold", "hold", "hold"]),
  target("keyed batch", "batch", ["echo", "hold"], KEYED),
  target("lost hold", "post", ["hold"], { hangUpAfterMs: 15 }),
  target("lost keyed hold", "post", ["hold"], { ...KEYED, hangUpAfterMs: 15 }),
  target("lost batch", "batch", ["hold", "echo", "echo"], { hangUpAfterMs: 15 }),
];

export type Reply = "right" | "tool error" | "twice" | "unknown" | "late" | "oversized" | "malformed";

export type Step =
  | { readonly do: "call"; readonly link: number; readonly target: number }
  | { readonly do: "reply"; readonly which: number; readonly how: Reply }
  | { readonly do: "drop" }
  | { readonly do: "crash" }
  | { readonly do: "evict"; readonly sockets: "close" | "hibernate" }
  | { readonly do: "resume"; readonly secret: "right" | "old" | "spent" | "wrong" }
  | { readonly do: "revoke"; readonly link: number; readonly by: "app" | "holder" }
  | { readonly do: "mint" }
  | { readonly do: "tools"; readonly hold: boolean }
  | { readonly do: "rest"; readonly ms: number };

const link = fc.nat(3);
const steps: readonly (readonly [number, fc.Arbitrary<Step>])[] = [
  [40, fc.record({ do: fc.constant("call"), link, target: fc.nat(TARGETS.length - 1) })],
  [12, fc.record({ do: fc.constant("reply"), which: fc.nat(20), how: fc.constant("right") })],
  [
    16,
    fc.record({
      do: fc.constant("reply"),
      which: fc.nat(20),
      how: fc.constantFrom<Reply[]>("tool error", "twice", "unknown", "late", "oversized", "malformed"),
    }),
  ],
  [3, fc.record({ do: fc.constant("drop") })],
  [2, fc.record({ do: fc.constant("crash") })],
  [3, fc.record({ do: fc.constant("evict"), sockets: fc.constantFrom("close", "hibernate") })],
  [12, fc.record({ do: fc.constant("resume"), secret: fc.constant("right") })],
  [3, fc.record({ do: fc.constant("resume"), secret: fc.constantFrom("old", "spent", "wrong") })],
  [5, fc.record({ do: fc.constant("revoke"), link, by: fc.constantFrom("app", "holder") })],
  [12, fc.record({ do: fc.constant("mint") })],
  [2, fc.record({ do: fc.constant("tools"), hold: fc.constantFrom(true, true, true, false) })],
  [7, fc.record({ do: fc.constant("rest"), ms: fc.nat(20) })],
] as const;

export const history = (length: number): fc.Arbitrary<readonly Step[]> => {
  const step = fc.oneof(...steps.map(([weight, arbitrary]) => ({ weight, arbitrary })));
  // Plain objects, so that a history that fails reads well.
  const plain = step.map((made): Step => ({ ...made }));
  return fc.array(plain, { minLength: length, maxLength: length, size: "max" });
};
