/** 150: the quick start does what it says, block by block as it stands there. */
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readPage } from "../../scripts/docs/pages.mjs";
import { root } from "../../scripts/stack/repository.mjs";
import { scenario } from "./scenario.ts";

const PAGE = "docs/quick-start.md";
const RELAY = "http://localhost:8787";
const PATIENCE_MS = 30_000;

export const quickStart = [
  scenario(150, "the app and the commands of the quick start work as they are copied", async ({ world }) => {
    const { blocks } = readPage(PAGE, readFileSync(join(root, PAGE), "utf8"));
    const code = blocks.find(({ language, text }) => language === "ts" && text.includes(RELAY))?.text ?? "";
    const commands = blocks.filter(({ language, text }) => language === "sh" && text.includes("$LINK"));
    assert.ok(code !== "" && commands.length > 0, `${PAGE} has no app, or no commands`);
    const app = await startApp(code.replaceAll(RELAY, world.relayUrl));
    try {
      for (const { text } of commands) await run(text, app.link);
      const { stdout } = await run('curl "$LINK/things"', app.link);
      assert.match(stdout, /Buy milk.*Call Ada/, "what the last command added is there");
    } finally {
      app.stop();
    }
  }),
];

/** Its last line prints the link. */
async function startApp(code: string): Promise<{ readonly link: string; readonly stop: () => void }> {
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", code], {
    cwd: join(root, "e2e"),
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 2 * PATIENCE_MS,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const [found] = /https?:\S+\/v1\/t\/\S+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", () => reject(new Error(`the app of ${PAGE} ended: ${said}`)));
  });
  return { link, stop: () => void child.kill() };
}

/** In a shell as a person's, but that a command which fails, or an answer that is an error, ends it. */
async function run(commands: string, link: string): Promise<{ readonly stdout: string }> {
  const home = mkdtempSync(join(tmpdir(), "quick-start-"));
  writeFileSync(join(home, ".curlrc"), "fail\nsilent\nshow-error\n");
  try {
    const env = { ...process.env, LINK: link, CURL_HOME: home };
    return await promisify(execFile)("sh", ["-ec", commands], { env, timeout: PATIENCE_MS });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
