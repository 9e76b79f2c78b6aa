import { describe, expect, test } from "vitest";
import type { Finding } from "../../agents/finding.ts";
import type { Proposal } from "../../agents/proposal.ts";
import { createVocabulary } from "../grounding/vocabulary.ts";
import type { Outcome } from "../outcome.ts";
import { catalogue, figureOf, findingOf, planFor, proposalOf } from "../scripted-run.ts";
import { composeAnswer, type Material } from "./compose-answer.ts";

const outcomeOf = (
  findings: readonly Finding[],
  proposals: readonly Proposal[] = [],
  over: Partial<Outcome> = {},
): Outcome => ({
  agent: "performance",
  findings: [...findings],
  proposals: [...proposals],
  missing: [],
  receipts: [],
  stopped: null,
  unavailable: null,
  ...over,
});
const compose = (outcomes: readonly Outcome[], over: Partial<Material> = {}) =>
  composeAnswer({
    plan: planFor(["performance"]),
    outcomes,
    isSample: false,
    vocabulary: createVocabulary(catalogue.values),
    lag: null,
    madeBy: "No model configured: playbook answer.",
    written: null,
    ...over,
  });
const firstLine = (finding: Partial<Finding>): string | undefined =>
  compose([outcomeOf([findingOf(finding)])]).markdown.split("\n")[0];

const drop = figureOf("performance.f2", { unit: "pp", value: -1.93 });
const rate = figureOf("performance.f1");
const n = figureOf("performance.f3", { unit: "count", value: 41_208 });

describe("the headline", () => {
  test("says number, n and period, and the comparison where something changed", () => {
    expect(firstLine({})).toBe("**Approval per attempt was 85.4% (n 41,208) yesterday.**");
    const title = "Approval fell {{performance.f2}} to {{performance.f1}}";
    expect(firstLine({ title, figures: [rate, drop] })).toBe(
      "**Approval fell 1.9 pp to 85.4% (n 41,208) yesterday against the same day last week.**",
    );
  });

  test("says nothing twice", () => {
    const title = "[[range]]: {{performance.f1}} of {{performance.f3}} ({{performance.f2}}).";
    expect(firstLine({ title, figures: [rate, n, drop] })).toBe(
      "**yesterday: 85.4% of 41,208 (−1.9 pp).**",
    );
    expect(firstLine({ title: "No change ({{performance.f1}})" })).toBe(
      "**No change (85.4%, n 41,208) yesterday against the same day last week.**",
    );
  });
});

describe("composeAnswer", () => {
  test("has only the sections that there is something for", () => {
    const kinds = compose([outcomeOf([findingOf()])]).blocks.map(({ id }) => id);
    expect(kinds).toEqual(["headline", "text", "next", "footer"]);
  });

  test("says that nothing was found rather than nothing", () => {
    const { markdown } = compose([outcomeOf([])]);
    expect(markdown).toContain("Nothing to report for yesterday: the agents asked found nothing.");
  });

  test("gives a rate in a table its n unless a cell of the row is it", () => {
    const table = {
      columns: ["Part", "Attempts", "Approval"],
      rows: [
        ["with", "{{performance.f3}}", "{{performance.f1}}"],
        ["without", "—", "{{performance.f1}}"],
      ],
    };
    const { blocks } = compose([outcomeOf([findingOf({ table, figures: [rate, n] })])]);
    expect(blocks.find(({ kind }) => kind === "table")).toMatchObject({
      rows: [
        ["with", "41,208", "85.41%"],
        ["without", "—", "85.41% (n 41,208)"],
      ],
    });
  });

  test("ranks causes by contribution and gives each its figure", () => {
    const cause = (country: string, contributionPp: number) => ({
      cell: { issuer_country: [country] },
      contributionPp,
      impact: null,
      confidence: 0.9,
    });
    const { markdown, figures } = compose([
      outcomeOf([findingOf({ causes: [cause("MX", -0.2), cause("BR", -1.5)] })]),
    ]);
    expect(markdown).toContain(
      "**Why**\n- issuer country `BR`: −1.5 pp\n- issuer country `MX`: −0.2 pp",
    );
    expect(figures.filter(({ metric }) => metric === "contribution")).toHaveLength(2);
  });

  test("says which of two opposite proposals is shown", () => {
    const { markdown, proposals } = compose([
      outcomeOf(
        [findingOf()],
        [proposalOf(), proposalOf({ dedupKey: "x", diff: { old: 24, new: 1 } })],
      ),
    ]);
    expect(proposals).toHaveLength(1);
    expect(markdown).toContain("Two agents propose different changes of `retry.delay_hours`");
    expect(markdown).toContain("Change `retry.delay_hours`: 24 → 48.");
  });

  test("says how many findings it leaves out, and keeps them", () => {
    const many = Array.from({ length: 9 }, (_, i) =>
      findingOf({ id: `f-${i}`, cell: { merchant_id: [`m-${i}`] } }),
    );
    const { markdown, findings } = compose([outcomeOf(many)]);
    expect(findings).toHaveLength(9);
    expect(markdown).toContain("3 lighter findings are left out here.");
  });

  test("says each caveat once", () => {
    const caveats = ["recent purchases have had no time to be disputed"];
    const { markdown } = compose([
      outcomeOf(
        [findingOf({ caveats }), findingOf({ id: "b", cell: { mcc: ["5411"] }, caveats })],
        [],
        {
          missing: caveats,
        },
      ),
    ]);
    expect(markdown.match(/Recent purchases/g)).toHaveLength(1);
  });

  test("empties the cell whose number no figure carries", () => {
    const table = {
      columns: ["Part", "Approval"],
      rows: [
        ["all", "99.9%"],
        ["rest", "{{performance.f1}}"],
      ],
    };
    const { blocks, markdown } = compose([outcomeOf([findingOf({ table })])]);
    expect(blocks.find(({ kind }) => kind === "table")).toMatchObject({
      rows: [
        ["all", "—"],
        ["rest", "85.41% (n 41,208)"],
      ],
    });
    expect(markdown).toContain("Statements taken out because no figure carries them: 1.");
  });
});
