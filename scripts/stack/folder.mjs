/** Folders that are deleted when this process ends, however it ends. */
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeWhenGone } from "./child.mjs";

export function newThrowAwayFolder() {
  const folder = mkdtempSync(join(tmpdir(), "agent-socket-"));
  // Postgres may run as another user than we do, who must be able to walk through.
  chmodSync(folder, 0o711);
  removeWhenGone(folder);
  return folder;
}
