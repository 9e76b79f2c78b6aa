import { paymentBreakdown } from "../tools/payment-breakdown.ts";
import type { Agent } from "./agent.ts";
import { openingTools } from "./playbook/desk.ts";
import { orchestratorPlaybook } from "./playbook/orchestrator.ts";

export const orchestrator: Agent = {
  name: "orchestrator",
  handles:
    "Understands the question, asks the specialists, resolves their conflicts and ranks what they found by money.",
  tools: [...openingTools, paymentBreakdown],
  schedule: "0 7 * * 1",
  defaultIntent: "priorities",
  looks: [],
  playbook: orchestratorPlaybook,
};
