import { determinismQuestions } from "./determinism-questions.ts";
import { repeats, repeatsElsewhere } from "./scorers.ts";
import type { Suite } from "./suite.ts";

/** Without a model an answer is the same bytes: asked anew, and in eight processes of six time zones and four locales. */
export const determinism: Suite = {
  name: "determinism",
  cases: determinismQuestions.map((question) => ({ question, expect: {} })),
  gates: [
    { name: "same answer", threshold: 1, scorer: repeats },
    { name: "same elsewhere", threshold: 1, scorer: repeatsElsewhere },
  ],
};
