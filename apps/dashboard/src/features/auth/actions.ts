"use server";
/** The doors of sign-up, sign-in and sign-out. */
import type { ActionState } from "../../action-state.ts";

/** Fields: `email`, `password`, hidden `next` (a path). Signs in and redirects to `next`, else to `/apps/new`. */
export async function signUpAction(_previous: ActionState, _form: FormData): Promise<ActionState> {
  throw new Error("pending");
}

/** Fields: `email`, `password`, hidden `next` (a path). Redirects to `next`, else to `/apps`. */
export async function signInAction(_previous: ActionState, _form: FormData): Promise<ActionState> {
  throw new Error("pending");
}

/** For `<form action={signOutAction}>`. Redirects to `/`. */
export async function signOutAction(): Promise<void> {
  throw new Error("pending");
}
