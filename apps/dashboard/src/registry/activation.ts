/** Whether the relay works by a change yet. Safe to import in the browser. */

/** Right after a change: acknowledged by the relay after `afterMs`, or saved here and still to be delivered. */
export type Activation =
  | { readonly state: "active"; readonly afterMs: number }
  | { readonly state: "pending"; readonly reason: string };

/** At any time: the relay acknowledged the newest version, or has not yet. */
export type RegistryState =
  | { readonly state: "active"; readonly sinceMs: number }
  | { readonly state: "pending"; readonly sinceMs: number; readonly reason: string | null };
