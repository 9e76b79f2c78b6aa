import { catchesAlterations, staysClean } from "./scorers.ts";
import type { Suite } from "./suite.ts";

const questions = [
  "Why did the approval rate drop yesterday?",
  "What was the approval rate in Brazil last week?",
  "What was the approved amount in BRL last week?",
  "How many attempts were approved yesterday?",
  "Is it mix or rate?",
  "Is the drop real or a data problem?",
  "When did the drop start, is it still going?",
  "Which processor should we move volume to?",
  "What would moving 20 % from A to B be worth?",
  "Which declines are recoverable and how much money?",
  "Which retries waste money or risk fines?",
  "When should we retry insufficient funds?",
  "Do our retries add anything?",
  "Top decline reasons last week vs the week before",
  "Which issuers or BINs decline us abnormally?",
  'What hides in "do not honor"?',
  "Is 3DS helping or hurting, where?",
  "Where is fraud rising, what would tightening cost?",
  "How close are we to a scheme programme limit?",
  "Which merchants lost most approved value last week?",
  "Approval rate by issuer country last week",
  "Approval rate by processor and funding type in October",
  "Is processor B slow and does it cost approvals?",
  "Monday report: last week vs the week before",
] as const;

/** The checker must stay silent on what code wrote and speak on every altered digit, unit, period or segment. */
export const grounding: Suite = {
  name: "grounding",
  cases: questions.map((question) => ({ question, expect: {} })),
  gates: [
    { name: "clean", threshold: 1, scorer: staysClean },
    { name: "caught", threshold: 0.995, scorer: catchesAlterations },
  ],
};
