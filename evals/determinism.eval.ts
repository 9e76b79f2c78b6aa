import { repeats } from "./scorers.ts";
import type { Suite } from "./suite.ts";

const questions = [
  "Why did the approval rate drop yesterday?",
  "Which processor should we move volume to?",
  "Which declines are recoverable and how much money?",
  "Approval rate by issuer country last week",
  "Where is fraud rising, what would tightening cost?",
  "Monday report: last week vs the week before",
] as const;

export const determinism: Suite = {
  name: "determinism",
  cases: questions.map((question) => ({ question, expect: {} })),
  gates: [{ name: "same answer", threshold: 1, scorer: repeats }],
};
