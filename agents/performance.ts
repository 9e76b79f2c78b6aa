import { approvalHourly } from "../tools/approval-hourly.ts";
import { approvalMovers } from "../tools/approval-movers.ts";
import { dataHealth } from "../tools/data-health.ts";
import { dataQuality } from "../tools/data-quality.ts";
import { feedHours } from "../tools/feed-hours.ts";
import { paymentBreakdown } from "../tools/payment-breakdown.ts";
import { paymentsBehind } from "../tools/payments-behind.ts";
import { routeLatency } from "../tools/route-latency.ts";
import type { Agent } from "./agent.ts";
import { openingTools } from "./playbook/desk.ts";
import { performancePlaybook } from "./playbook/performance.ts";

export const performance: Agent = {
  name: "performance",
  handles:
    "How approval stands and moves: rates per attempt, first attempt and payment, what changed them, since when, and whether the data can be trusted.",
  tools: [
    ...openingTools,
    paymentBreakdown,
    approvalMovers,
    approvalHourly,
    dataHealth,
    dataQuality,
    feedHours,
    routeLatency,
    paymentsBehind,
  ],
  schedule: "0 6 * * *",
  defaultIntent: "approval_change",
  looks: ["mix_or_rate", "onset", "lost_value", "data_check", "breakdown"],
  playbook: performancePlaybook,
};
