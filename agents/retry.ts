import { dataCoverage } from "../tools/data-coverage.ts";
import { paymentsBehind } from "../tools/payments-behind.ts";
import { retryCaps } from "../tools/retry-caps.ts";
import { retryChances } from "../tools/retry-chances.ts";
import { retryNever } from "../tools/retry-never.ts";
import { retryRecovery } from "../tools/retry-recovery.ts";
import { retryTiming } from "../tools/retry-timing.ts";
import type { Agent } from "./agent.ts";
import { openingTools } from "./playbook/desk.ts";
import { retryPlaybook } from "./playbook/retry.ts";

export const retry: Agent = {
  name: "retry",
  handles:
    "What to retry, when and what never: recovery by the original reason and delay, retries that waste money or break network rules, what is still recoverable.",
  tools: [
    ...openingTools,
    retryRecovery,
    retryTiming,
    retryChances,
    retryNever,
    retryCaps,
    dataCoverage,
    paymentsBehind,
  ],
  schedule: "0 */4 * * *",
  defaultIntent: "recoverable",
  looks: ["recoverable", "retry_waste", "retry_timing"],
  playbook: retryPlaybook,
};
