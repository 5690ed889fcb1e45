/** `npm run bench -- storm`: what the SDK's way of coming back does, beside others, as a table. */
import { randomOf } from "../../faults/random.ts";
import { type Policy, simulate, type Storm } from "./simulate.ts";

const SEED = 1;

const POLICIES: readonly Policy[] = [
  { name: "every 3 s", waitMs: () => 3_000 },
  { name: "doubling to 30 s, no jitter", waitMs: (failures) => Math.min(1_000 * 2 ** failures, 30_000) },
  {
    name: "doubling to 30 s, full jitter",
    waitMs: (failures, random) => random * Math.min(1_000 * 2 ** failures, 30_000),
  },
  {
    name: "the SDK: × 1.5 to 30 s, a quarter to the whole",
    waitMs: (failures, random) => Math.min(1_000 * 1.5 ** failures, 30_000) * (0.25 + 0.75 * random),
  },
];

const STORMS: readonly (readonly [string, Storm])[] = [
  ["2,000 apps, away 2 s", { apps: 2_000, awayMs: 2_000, connectsPerSecond: 1_000, appsPerAddress: 1 }],
  ["20,000 apps, away 5 s", { apps: 20_000, awayMs: 5_000, connectsPerSecond: 1_000, appsPerAddress: 1 }],
  ["100,000 apps, away 5 s", { apps: 100_000, awayMs: 5_000, connectsPerSecond: 5_000, appsPerAddress: 1 }],
  ["20,000 apps, away 60 s", { apps: 20_000, awayMs: 60_000, connectsPerSecond: 1_000, appsPerAddress: 1 }],
  [
    "2,000 apps, 500 behind each address",
    { apps: 2_000, awayMs: 2_000, connectsPerSecond: 1_000, appsPerAddress: 500 },
  ],
];

export function simulateStorms(): number {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  console.log(
    "| storm | way of coming back | busiest second | half back | 99 % back | all back | attempts an app |",
  );
  console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
  for (const [name, storm] of STORMS)
    for (const policy of POLICIES) {
      const after = simulate(policy, storm, randomOf(SEED));
      const { halfBackMs, almostAllBackMs, allBackMs, attemptsPerApp, peakPerSecond } = after;
      const times = [halfBackMs, almostAllBackMs, allBackMs].map(seconds).join(" | ");
      console.log(
        `| ${name} | ${policy.name} | ${peakPerSecond} | ${times} | ${attemptsPerApp.toFixed(1)} |`,
      );
    }
  return 0;
}
