import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { specialistNames } from "../../agents/agent-name.ts";
import { intents } from "../../agents/intent.ts";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

const page = readFileSync(new URL("../../docs/questions.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| \d+ \| (.+?) \| (\w+) \| (.+?) \|$/gm)].map(
  ([, question = "", intent = "", agents = ""]) => ({ question, intent, agents }),
);

describe("docs/questions.md", () => {
  test.each(rows)("$question", ({ question, intent, agents }) => {
    const plan = readQuestion(question, catalogue);
    const expected = agents === "all five" ? [...specialistNames] : agents.split(", ");
    expect({ outcome: plan.outcome, intent: plan.intent, agents: plan.agents }).toEqual({
      outcome: "answer",
      intent,
      agents: expected,
    });
  });

  test("has every intent once", () => {
    expect(rows.map(({ intent }) => intent).toSorted()).toEqual([...intents].toSorted());
  });
});
