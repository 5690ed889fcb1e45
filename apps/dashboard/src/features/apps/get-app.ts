/** One app, for its pages. */
import type { UserContext } from "../../context.ts";
import type { RegistryState } from "../../registry/activation.ts";

export type Role = "owner" | "admin" | "developer" | "viewer";
export type AppDetails = {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly createdAtMs: number;
  readonly role: Role;
  /** Whether the caller's role may change anything of the app. */
  readonly mayChange: boolean;
  readonly registry: RegistryState;
};

export async function getApp(_: { ctx: UserContext; input: { appId: string } }): Promise<AppDetails> {
  throw new Error("pending");
}
