import { approvalMovers } from "../tools/approval-movers.ts";
import { dataCoverage } from "../tools/data-coverage.ts";
import { latencyBands } from "../tools/latency-bands.ts";
import { paymentsBehind } from "../tools/payments-behind.ts";
import { routeComparison } from "../tools/route-comparison.ts";
import { routeExploration } from "../tools/route-exploration.ts";
import { routeLatency } from "../tools/route-latency.ts";
import type { Agent } from "./agent.ts";
import { openingTools } from "./playbook/desk.ts";
import { routingPlaybook } from "./playbook/routing.ts";

export const routing: Agent = {
  name: "routing",
  handles:
    "Which processor or payment solution should carry which traffic: approval like for like, per segment, what moving volume is worth, latency, cross-border, network tokens.",
  tools: [
    ...openingTools,
    routeComparison,
    routeExploration,
    approvalMovers,
    routeLatency,
    latencyBands,
    dataCoverage,
    paymentsBehind,
  ],
  schedule: "0 */6 * * *",
  defaultIntent: "route_choice",
  looks: ["route_choice", "cross_border", "network_tokens", "latency"],
  playbook: routingPlaybook,
};
