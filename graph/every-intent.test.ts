import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { specialistNames } from "../agents/agent-name.ts";
import { agents } from "../agents/index.ts";
import { intents } from "../agents/intent.ts";
import { brazilDrop, scope, world } from "../agents/planted.fixture.ts";
import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { factsLakehouse } from "../tools/facts.fixture.ts";
import { leadAgent } from "./answer/lead-agent.ts";
import type { AskResult } from "./ask-result.ts";
import { createAsk } from "./create-ask.ts";
import { checkGrounding } from "./grounding/check-grounding.ts";
import { evidenceOf } from "./grounding/evidence-of.ts";
import { createVocabulary } from "./grounding/vocabulary.ts";
import { catalogue, collect, planFor, resultOf, scriptedDependencies } from "./scripted-run.ts";

/** The real agents over two weeks of payments in which debit cards of Brazil begin to fail. */
let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await factsLakehouse(world(brazilDrop));
});
afterAll(() => lakehouse.close());

const values = {
  ...catalogue.values,
  issuer_country: ["US", "BR", "DE"],
  processor: ["south", "north"],
};
const vocabulary = createVocabulary(values);

const faults = (result: AskResult, markdown = result.answer.markdown) => {
  const evidence = evidenceOf(result, vocabulary);
  return evidence === null ? null : checkGrounding(markdown, evidence);
};

const answerTo = async (intent: (typeof intents)[number]): Promise<AskResult> => {
  const lead = leadAgent[intent];
  const asked = lead === null ? specialistNames : [lead];
  const ask = createAsk(
    scriptedDependencies(agents, planFor(asked, { intent, scope }), {
      warehouse: async () => lakehouse.warehouse,
      loadCatalogue: async () => ({ ...catalogue, values }),
    }),
  );
  const { signal } = new AbortController();
  return resultOf(await collect(ask({ question: "?" }, { signal })));
};
describe("an answer of the real agents", () => {
  test.each(intents)(
    "to %s is grounded, nothing taken out, every figure with its receipt",
    async (intent) => {
      const result = await answerTo(intent);
      const { status, answer, figures, receipts } = result;
      expect(status).toBe("ok");
      expect(faults(result)).toEqual([]);
      expect(answer.markdown).not.toContain("taken out");
      expect(answer.markdown).not.toMatch(/\{\{|\[\[|NaN|undefined|pp pp/);
      const known = receipts.map(({ id }) => id);
      for (const { receiptId } of figures) expect(known).toContain(receiptId);
    },
  );

  test("names the planted drop first when asked what to do", async () => {
    const { findings, answer } = await answerTo("priorities");
    expect(findings[0]?.cell).toEqual({ issuer_country: ["BR"], funding_type: ["debit"] });
    expect(answer.markdown.split("\n")[0]).toMatch(/debit.*BR.*fell [\d.]+ pp to [\d.]+%/);
  });

  test("cannot be altered unnoticed", async () => {
    const result = await answerTo("approval_change");
    const { markdown } = result.answer;
    const alterations: readonly [RegExp, (found: string) => string][] = [
      [/\d/g, (digit) => String((Number(digit) + 3) % 10)],
      [/ pp/g, () => "%"],
      [/\bthis week\b/gi, () => "last week"],
      [/`BR`/g, () => "`DE`"],
      [/\bfell\b/g, () => "rose"],
    ];
    for (const [pattern, change] of alterations) {
      const places = [...markdown.matchAll(pattern)];
      expect(places.length, String(pattern)).toBeGreaterThan(0);
      for (const { index, 0: found } of places) {
        const altered = `${markdown.slice(0, index)}${change(found)}${markdown.slice(index + found.length)}`;
        expect(faults(result, altered), altered.slice(index - 40, index + 20)).not.toEqual([]);
      }
    }
  });
});
