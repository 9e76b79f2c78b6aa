import { authenticationFunnel } from "../tools/authentication-funnel.ts";
import { cardTesting } from "../tools/card-testing.ts";
import { disputeArrivals } from "../tools/dispute-arrivals.ts";
import { disputeCohorts } from "../tools/dispute-cohorts.ts";
import { fraudScores } from "../tools/fraud-scores.ts";
import { paymentsBehind } from "../tools/payments-behind.ts";
import type { Agent } from "./agent.ts";
import { openingTools } from "./playbook/desk.ts";
import { riskPlaybook } from "./playbook/risk.ts";

export const risk: Agent = {
  name: "risk",
  handles:
    "Fraud and dispute signals that the data hold, authentication (3DS), card testing, risky segments, and how close scheme programme limits are.",
  tools: [
    ...openingTools,
    fraudScores,
    disputeCohorts,
    disputeArrivals,
    authenticationFunnel,
    cardTesting,
    paymentsBehind,
  ],
  schedule: "0 */2 * * *",
  defaultIntent: "fraud_trend",
  looks: ["three_ds", "fraud_trend", "card_testing"],
  playbook: riskPlaybook,
};
