import { describe, expect, test } from "vitest";
import type { Finding } from "../../agents/finding.ts";
import { figureOf, findingOf } from "../scripted-run.ts";
import { unfoundedClaims } from "./claims.ts";

const inBrazil = { issuer_country: ["BR"] };
const drop = findingOf({
  title: "Approval per attempt fell {{performance.drop}} to {{performance.rate}}",
  text: "It was {{performance.before}} in [[compare]].",
  figures: [
    figureOf("performance.rate", { value: 0.854 }),
    figureOf("performance.before", { value: 0.873 }),
    figureOf("performance.drop", { unit: "pp", value: -1.9 }),
    figureOf("performance.br", { value: 0.7, filters: inBrazil }),
  ],
});
const reasons = findingOf({
  id: "f-2",
  agent: "decline",
  title: "`INSUFFICIENT_FUNDS` is {{decline.share}} of declines",
  text: "Its share is the largest.",
  figures: [figureOf("decline.share", { metric: "decline_share", value: 0.31 })],
});
const cause: Finding["causes"][number] = {
  cell: inBrazil,
  contributionPp: -1.5,
  impact: null,
  confidence: 0.9,
};
const findings = [drop, reasons];
const claims = (template: string, over: readonly Finding[] = findings): string[] =>
  unfoundedClaims(template, over);

describe("a sentence of a model", () => {
  test.each([
    "Approval fell {{performance.drop}} to {{performance.rate}}.",
    "Approval fell to {{performance.rate}}, from {{performance.before}}.",
    "Approval stood at {{performance.rate}}, lower than {{performance.before}}.",
    "In `BR` the approval rate was {{performance.br}}.",
    "The largest share of declines is `INSUFFICIENT_FUNDS` with {{decline.share}}.",
  ])("may say what findings carry: %s", (template) => expect(claims(template)).toEqual([]));

  test.each([
    ["Approval rose to {{performance.rate}}.", "a direction that no figure has"],
    ["In `BR` approval fell to {{performance.br}}.", "a direction that no figure has"],
    [
      "Approval at {{performance.rate}} is higher than {{performance.before}}.",
      "a comparison against the values",
    ],
    ["The worst approval rate was {{performance.br}}.", "a ranking that no finding makes"],
    ["Approval fell {{performance.drop}} because of issuers.", "a cause that no analysis found"],
    ["The change of {{performance.drop}} was caused by retries.", "a cause that no analysis found"],
    ["The approval rate was {{decline.share}}.", "a figure under the name of another metric"],
    ["Fraud stood at {{performance.rate}}.", "a figure under the name of another metric"],
    ["Approval is fine.", "a statement without a figure"],
    [
      "Acme Corp embezzled while approval was {{performance.rate}}.",
      "a statement that no finding makes",
    ],
  ])("%s makes a claim: %s", (template, claim) => expect(claims(template)).toContain(claim));

  test("may name a cause only where its analysis was sure of it", () => {
    const sentence = "Approval fell {{performance.drop}} due to issuers.";
    expect(claims(sentence, [{ ...drop, causes: [cause] }])).toEqual([]);
    expect(claims(sentence, [{ ...drop, causes: [{ ...cause, confidence: 0.4 }] }])).toContain(
      "a cause that no analysis found",
    );
  });
});
