/** What a scenario is: a sentence, and what has to happen for it to be true. */
import type { Stage } from "./stage.ts";

export type Scenario = {
  readonly id: number;
  /** Reads as a sentence about the product. */
  readonly title: string;
  readonly run: (stage: Stage) => Promise<void>;
  /** It has the relay killed and started again, so it runs with its like, on a relay of their own. */
  readonly restartsRelay?: true;
  /** It waits for long, so it is begun first and the others run meanwhile. */
  readonly takesLong?: true;
  /** It looks into the dashboard or its database; a run without any such scenario starts neither. */
  readonly needsDashboard?: true;
};

export const scenario = (id: number, title: string, run: Scenario["run"]): Scenario => ({ id, title, run });
export const restartScenario = (id: number, title: string, run: Scenario["run"]): Scenario => ({
  ...scenario(id, title, run),
  restartsRelay: true,
});
export const dashboardScenario = (id: number, title: string, run: Scenario["run"]): Scenario => ({
  ...scenario(id, title, run),
  needsDashboard: true,
});
