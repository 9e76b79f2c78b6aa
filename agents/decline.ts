import { dataCoverage } from "../tools/data-coverage.ts";
import { declineCells } from "../tools/decline-cells.ts";
import { declineReasons } from "../tools/decline-reasons.ts";
import { paymentsBehind } from "../tools/payments-behind.ts";
import type { Agent } from "./agent.ts";
import { declinePlaybook } from "./playbook/decline.ts";
import { openingTools } from "./playbook/desk.ts";

export const decline: Agent = {
  name: "decline",
  handles:
    'Why attempts are declined: reasons, classes and owners, how they change, what hides in "do not honour", which issuers decline unlike their peers.',
  tools: [...openingTools, declineReasons, declineCells, dataCoverage, paymentsBehind],
  schedule: "0 8 * * *",
  defaultIntent: "decline_reasons",
  looks: ["decline_reasons", "abnormal_issuers", "do_not_honor", "breakdown"],
  playbook: declinePlaybook,
};
