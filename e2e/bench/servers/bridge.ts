/** Serves the bare bridge. */
import { join } from "node:path";
import type { Crew } from "../../../scripts/stack/crew.mjs";
import { type Server, serveWorkerd } from "./workerd.ts";

const SERVICES = `(name = "bridge", worker = (
      modules = [(name = "bridge.js", esModule = embed "bridge.worker.js")],
      compatibilityDate = "2026-11-01",
      bindings = [(name = "BRIDGES", durableObjectNamespace = "Bridge")],
      durableObjectNamespaces = [(className = "Bridge", uniqueKey = "bridge", enableSql = true)],
      durableObjectStorage = (localDisk = "storage"),
    )),`;

export function serveBridge(crew: Crew, folder: string): Promise<Server> {
  const modules = [join(import.meta.dirname, "bridge.worker.js")];
  return serveWorkerd(crew, { name: "bridge", main: "bridge", modules, services: SERVICES, folder });
}
