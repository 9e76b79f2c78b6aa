import { chaoticModels } from "./models.ts";
import { rightOrHonest } from "./right-or-honest.ts";
import { staysClean } from "./scorers.ts";
import type { Suite } from "./suite.ts";

const questions = [
  "Why did the approval rate drop yesterday?",
  "What was the approval rate in Brazil last week?",
  "Which processor should we move volume to?",
  "Which declines are recoverable and how much money?",
  "Top decline reasons last week vs the week before",
  "Where is fraud rising, what would tightening cost?",
  "Approval rate by issuer country last week",
] as const;

/** pass^8 of "right or honest": every question to eight models that do their worst. */
export const chaos: Suite = {
  name: "chaos",
  cases: questions.flatMap((question) =>
    chaoticModels.map((model) => ({ question, model, expect: {} })),
  ),
  gates: [
    { name: "right or honest", threshold: 1, scorer: rightOrHonest },
    { name: "grounded", threshold: 1, scorer: staysClean },
  ],
};
