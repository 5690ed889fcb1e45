/** Each check of the documentation finds the fault that it is for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../stack/repository.mjs";
import { uncompiledBlocks } from "./blocks.mjs";
import { faultsOfEnvironment } from "./environment.mjs";
import { faultsOfErrors } from "./errors.mjs";
import { faultsOfHtml } from "./html.mjs";
import { brokenLinks } from "./links.mjs";
import { faultsOfObservability } from "./metrics.mjs";
import { readPage } from "./pages.mjs";
import { faultsOfShell } from "./shell.mjs";
import { faultsOfWorkflow } from "./workflows.mjs";

/** @param {string} path @param {(text: string) => string} change */
const changed = (path, change) => {
  const text = readFileSync(join(root, path), "utf8");
  expect(change(text)).not.toBe(text);
  return readPage(path, change(text));
};

describe("links", () => {
  it("must lead to a page and a heading that exist", () => {
    const page = readPage(
      "docs/x.md",
      "# Two words\n\n[a](#two-words) [b](#gone) [c](gone.md) [d](protocol.md)",
    );
    expect(brokenLinks([page])).toEqual([
      "docs/x.md links to #gone, but docs/x.md has no such heading.",
      "docs/x.md links to gone.md, which does not exist.",
    ]);
  });

  it("must name files and commands that exist", () => {
    const page = readPage(
      "x.md",
      "`scripts/gone.mjs` `scripts/check.mjs` `npm run gone`\n\n```sh\nnpm run also-gone\n```",
    );
    expect(brokenLinks([page])).toEqual([
      "x.md names scripts/gone.mjs, which does not exist.",
      "x.md names npm run gone, which package.json has not.",
      "x.md names npm run also-gone, which package.json has not.",
    ]);
  });
});

describe("what people type", () => {
  /** @param {string} text */
  const faultsIn = (text) => faultsOfShell([readPage("x.md", `\`\`\`sh\n${text}\n\`\`\``)]);

  it("must parse, and name what is there", () => {
    expect(faultsIn("echo 'open")[0]).toMatch(/^x.md:1: the shell does not take it: /);
    expect(faultsIn("cd apps/gone")).toEqual(["x.md:1: the folder apps/gone does not exist."]);
    expect(faultsIn("npx gone")).toEqual(["x.md:1: gone is not installed in .."]);
    expect(faultsIn("npm start -w gone")).toEqual(["x.md:1: there is no workspace gone."]);
    expect(faultsIn("gone --now")).toEqual(["x.md:1: nothing checks the command gone."]);
  });

  it("must call things at Cloudflare as the relay does", () => {
    expect(
      faultsIn(
        "cd apps/relay\nnpx wrangler queues create gone\nnpx wrangler kv namespace create REGISTRY\nnpx wrangler secret put GONE",
      ),
    ).toEqual([
      "x.md:1: apps/relay/wrangler.jsonc has no gone.",
      "x.md:1: apps/relay/src/env.ts has no GONE.",
    ]);
  });
});

describe("a block of HTML", () => {
  /** @param {string} text */
  const faultsIn = (text) => faultsOfHtml([readPage("x.md", `\`\`\`html\n${text}\n\`\`\``)]);

  it("must use the element with attributes that it reads", () => {
    expect(faultsIn('<agent-socket-connect app-id="a b" persist="tab"></agent-socket-connect>')).toEqual([]);
    expect(faultsIn('<agent-socket-connect app="a"></agent-socket-connect>')).toEqual([
      "x.md:1: <agent-socket-connect> has no attribute app.",
    ]);
    expect(faultsIn("<agent-socket-button></agent-socket-button>")).toEqual([
      "x.md:1: there is no element <agent-socket-button>.",
    ]);
  });

  it("must be whole, and its scripts must parse", () => {
    expect(faultsIn('<agent-socket-connect app-id="a">')).toEqual([
      "x.md:1: a tag is not whole, or not closed.",
    ]);
    expect(faultsIn('<script type="module">const = 1</script>')[0]).toMatch(/a script does not parse/);
  });
});

describe("the error reference", () => {
  it("must have each code, and no other", () => {
    const page = changed("docs/errors.md", (text) => text.replace("## malformed", "## misformed"));
    expect(faultsOfErrors(page)).toEqual([
      'docs/errors.md has a heading "misformed", which is no error code.',
      'docs/errors.md has no heading "malformed".',
    ]);
  });

  it("must say what the table says", () => {
    const page = changed("docs/errors.md", (text) => text.replace("Status 504", "Status 503"));
    expect(faultsOfErrors(page)).toEqual([
      'docs/errors.md, tool_timeout: does not say "Status 504 · close code 4500 · send it again only with the same key".',
    ]);
  });
});

it("the environment reference must name what is read, and nothing else", () => {
  const page = changed("docs/environment.md", (text) => text.replace("| `SMTP_URL`", "| `SMTP_HOST`"));
  expect(faultsOfEnvironment(page)).toEqual([
    "docs/environment.md, #dashboard: SMTP_URL is not told.",
    "docs/environment.md, #dashboard: nothing reads SMTP_HOST.",
  ]);
});

it("the metrics and events of the page must be those of the code", () => {
  const page = changed("docs/observability.md", (text) =>
    text
      .replace("| `session_lost`", "| `session_found`")
      .replaceAll("agent_socket_events_total", "agent_socket_gone"),
  );
  expect(faultsOfObservability(page)).toEqual([
    "docs/observability.md: the metric agent_socket_events_total is not told.",
    "docs/observability.md: nothing writes the metric agent_socket_gone.",
    "docs/observability.md has an alert on agent_socket_gone, which does not exist.",
    "docs/observability.md: the event session_lost is not told.",
    "docs/observability.md: nothing writes the event session_found.",
  ]);
});

describe("blocks of code", () => {
  it("must compile, and the fault has the line of the page", async () => {
    const page = readPage("docs/x.md", "# X\n\n```ts\nconst one = 1;\nconst two: string = one;\n```\n");
    const [fault, ...others] = await uncompiledBlocks([page]);
    expect(fault).toMatch(/^docs\/x\.md:5: error TS2322/);
    expect(others).toEqual([]);
  });

  it("must parse, in a language that something checks", async () => {
    const page = readPage(
      "x.md",
      "```json\n{]\n```\n\n```yaml\na: [\n```\n\n```rust\n1\n```\n\n```ts\nexport {};\n```",
    );
    const faults = await uncompiledBlocks([page]);
    expect(faults.map((fault) => fault.slice(0, 8))).toEqual(["x.md:1: ", "x.md:5: ", "x.md:9: "]);
  });
});

it("a workflow must run what exists, by actions of a fixed version, with rights that it names", () => {
  const path = ".github/workflows/ci.yml";
  const good = readFileSync(join(root, path), "utf8");
  const faults = (/** @type {string} */ text) => {
    expect(text).not.toBe(good);
    return faultsOfWorkflow(path, text);
  };
  expect(faultsOfWorkflow(path, good)).toEqual([]);
  expect(faults(good.replace("npm test", "npm run gone"))).toEqual([
    `${path} runs gone, which does not exist.`,
  ]);
  expect(faults(good.replace("unit build", "unity build"))).toEqual([
    `${path} runs unity, which does not exist.`,
  ]);
  expect(faults(good.replace("checkout@v5", "checkout@main"))[0]).toMatch(/jobs\.test\.steps\.0/);
  expect(faults(good.replace("permissions:\n  contents: read\n", ""))[0]).toMatch(/permissions/);
  expect(faults(good.replace("jobs:", "jobs: ["))[0]).toMatch(/^\.github\/workflows\/ci\.yml: /);
});
