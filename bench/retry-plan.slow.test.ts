import { expect, test } from "vitest";
import {
  fixedRetries,
  learnedModel,
  plannedRetries,
  retryOutcome,
} from "./retry-plan/retry-worlds.ts";

test("on a world it never saw the planner recovers as much as fixed days, with two thirds of the attempts", () => {
  const size = { days: 60, paymentsPerDay: 3_000 };
  const model = learnedModel({ ...size, seed: 51 });
  const fixed = retryOutcome({ ...size, seed: 52 }, fixedRetries);
  const planned = retryOutcome({ ...size, seed: 52 }, plannedRetries(model));
  expect(planned.failed).toBe(fixed.failed);
  expect(planned.recoveredUsdMinor / fixed.recoveredUsdMinor).toBeGreaterThanOrEqual(0.95);
  expect(planned.retries / fixed.retries).toBeLessThanOrEqual(0.65);
});
