import { rightOrHonest } from "./right-or-honest.ts";
import { staysClean } from "./scorers.ts";
import type { Suite } from "./suite.ts";

/** What a good model is asked, and what recordings hold. */
const questions = [
  "Why did the approval rate drop yesterday?",
  "Which processor should we move volume to?",
  "Which retries waste money or risk fines?",
  "Top decline reasons last week vs the week before",
  "Where is fraud rising, what would tightening cost?",
  "Monday report: last week vs the week before",
] as const;

/** With `--model` the model it names answers; without, a scripted one that does everything right. */
export const model: Suite = {
  name: "model",
  cases: questions.map((question) => ({ question, model: "golden", expect: {} })),
  gates: [
    { name: "right or honest", threshold: 1, scorer: rightOrHonest },
    { name: "grounded", threshold: 1, scorer: staysClean },
  ],
};
