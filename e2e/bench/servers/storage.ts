/** Where the objects of a local workerd lie while something is measured. */
import { existsSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { removeWhenGone } from "../../../scripts/stack/child.mjs";
import { newThrowAwayFolder } from "../../../scripts/stack/folder.mjs";

const MEMORY_DISK = "/dev/shm";

/**
 * Each commit waits for the disk under a local workerd, on the one thread that serves everybody, for as long as the disk
 * likes. On Cloudflare it does not hold the thread. So the objects lie in memory where the system has a place for that.
 */
export function newStorage(onDisk = false): string {
  if (onDisk || !existsSync(MEMORY_DISK)) return newThrowAwayFolder();
  const folder = mkdtempSync(join(MEMORY_DISK, "agent-socket-bench-"));
  removeWhenGone(folder);
  return folder;
}
