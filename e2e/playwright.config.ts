/**
 * Browser tests. They are given a running stack by `npm test`, which names it in AS_RELAY_URL, AS_DASHBOARD_URL and
 * AS_EXAMPLE_URL, so that there is one way to start the system and not two.
 */
import { defineConfig } from "@playwright/test";
import { findChromium } from "../scripts/chromium.mjs";

// Chromium's own sandbox does not work for root; /dev/shm is tiny in many containers.
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "browser",
  outputDir: "test-results",
  // Patient, because a slow answer of a busy machine is not a wrong one.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: true,
  reporter: "list",
  use: {
    // One that waits for what never comes should say so, not use up the time of the whole test.
    actionTimeout: 60_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    permissions: ["clipboard-read", "clipboard-write"],
    launchOptions: {
      executablePath: findChromium(),
      args: [...asRoot, "--disable-dev-shm-usage", "--disable-gpu"],
    },
  },
});
