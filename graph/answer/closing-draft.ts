import type { Finding } from "../../agents/finding.ts";
import type { Outcome } from "../outcome.ts";
import type { Plan } from "../plan.ts";
import { caveatLines } from "./caveats.ts";
import type { DraftBlock } from "./draft.ts";
import { footerLines } from "./footer.ts";
import { stated } from "./statement.ts";

export interface ClosingFacts {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  readonly isSample: boolean;
  readonly lag: string | null;
  readonly madeBy: string;
  readonly conflicts: readonly string[];
  readonly shown: readonly Finding[];
  readonly questions: readonly string[];
  readonly leftOut: number;
  readonly removed: number;
  readonly receiptIds: readonly string[];
}

/** What to know about the answer: caveats, what to ask next, scope, agents and receipts. */
export const closingDraft = (facts: ClosingFacts): DraftBlock[] => {
  const { plan, outcomes, questions } = facts;
  const items = caveatLines({
    ...facts,
    scope: plan.scope,
    unavailable: outcomes.flatMap(({ agent, unavailable }) =>
      unavailable === null ? [] : [`The ${agent} agent could not answer: ${unavailable.message}`],
    ),
    missing: outcomes.flatMap(({ missing }) => missing),
    assumptions: plan.assumptions,
  });
  return [
    { id: "caveats", kind: "caveats", items },
    {
      id: "next",
      kind: "text",
      heading: "Ask next",
      lines: questions.map((question) => stated(`- ${question}`, plan.scope)),
    },
    { id: "footer", kind: "text", lines: footerLines(facts) },
  ];
};
