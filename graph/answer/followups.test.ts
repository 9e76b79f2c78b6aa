import { describe, expect, test } from "vitest";
import { intents } from "../../agents/intent.ts";
import { readQuestion } from "../question/read-question.ts";
import { catalogue, findingOf, planFor } from "../scripted-run.ts";
import { followups } from "./followups.ts";

const inBrazil = findingOf({ cell: { issuer_country: ["BR"], funding_type: ["debit"] } });

describe("followups", () => {
  test.each(intents)("asks three questions on from %s that the reader understands", (intent) => {
    const { scope } = readQuestion("approval rate last week", catalogue);
    const questions = followups(planFor([], { intent, scope }), inBrazil);
    expect(questions).toHaveLength(3);
    for (const question of questions) {
      const plan = readQuestion(question, catalogue);
      expect(plan, question).toMatchObject({
        outcome: "answer",
        scope: {
          range: scope.range,
          filters: { issuer_country: ["BR"], funding_type: ["debit"] },
        },
      });
      expect(plan.intent, question).not.toBe(intent);
    }
  });
});
