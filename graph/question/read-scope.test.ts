import { describe, expect, test } from "vitest";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

const filtersOf = (question: string) => readQuestion(question, catalogue).scope.filters;

describe("values named in a question become filters", () => {
  test.each<[question: string, filters: Record<string, string[]>]>([
    ["approval rate in Brazil", { issuer_country: ["BR"] }],
    ["approval rate for Brazilian cards", { issuer_country: ["BR"] }],
    ["approval rate in BR", { issuer_country: ["BR"] }],
    ["tasa de aprobación en Alemania", { issuer_country: ["DE"] }],
    ["Genehmigungsrate in den USA", { issuer_country: ["US"] }],
    ["approval rate in the UK", { issuer_country: ["GB"] }],
    ["approval rate for us", {}],
    ["approval rate in the US", { issuer_country: ["US"] }],
    ["approval rate in Brazil and Mexico", { issuer_country: ["BR", "MX"] }],
    ["approval rate in LATAM", { issuer_country: ["BR", "MX"] }],
    ["approval rate of merchants in Germany", { merchant_country: ["DE"] }],
    ["Visa debit approval rate", { card_network: ["visa"], funding_type: ["debit"] }],
    ["MC approval rate", { card_network: ["mastercard"] }],
    ["American Express approval rate", { card_network: ["amex"] }],
    ["Visa or Mastercard approval rate", { card_network: ["visa", "mastercard"] }],
    ["approval rate for processor A", { processor: ["A"] }],
    ["approval rate for PSP b", { processor: ["B"] }],
    ["approval rate for processor a", { processor: ["A"] }],
    ["approval rate for processor a in Brazil", { processor: ["A"], issuer_country: ["BR"] }],
    ["Is there a processor a customer prefers by approval rate?", {}],
    ["approval rate of Adyen's cards", { processor: ["adyen"] }],
    ["approval rate at merchant Globex", { merchant_id: ["Globex"] }],
    ["approval rate of north star eu", { merchant_id: ["North Star EU"] }],
    ["approval rate of Banco do Brasil", { issuer: ["Banco do Brasil"] }],
    ["approval rate of nubank", { issuer: ["Nubank"] }],
    ["approval rate for BIN 411111", { card_bin: ["411111"] }],
    ["approval rate for MCC 5411", { mcc: ["5411"] }],
    ["approval rate in travel", { merchant_segment: ["Travel"] }],
    ["approval rate of the gaming segment", { merchant_segment: ["Gaming"] }],
    ["approval rate in EUR", { currency: ["EUR"] }],
    ["contactless approval rate", { entry_mode: ["contactless"] }],
    ["approval rate on mobile", { device_type: ["mobile"] }],
    ["approval rate of Apple Pay", { payment_solution: ["apple_pay"] }],
    ["approval rate of 3DS payments", { payment_solution: ["3ds"] }],
    ["approval rate for recurring payments", { is_recurring: ["true"] }],
    ["approval rate of cross-border payments", { is_cross_border: ["true"] }],
    ["approval rate of domestic payments", { is_cross_border: ["false"] }],
    ["how many insufficient funds declines yesterday", { decline_reason: ["INSUFFICIENT_FUNDS"] }],
    ["how many 51 declines yesterday", { decline_reason: ["INSUFFICIENT_FUNDS"] }],
    ["how many NSF declines yesterday", { decline_reason: ["INSUFFICIENT_FUNDS"] }],
    ["how many declines with code 05 yesterday", { decline_reason: ["DO_NOT_HONOR"] }],
    ["how many expired card declines", { decline_reason: ["EXPIRED_CARD"] }],
    [
      "aproval rate of mastercrad in Brasil",
      { card_network: ["mastercard"], issuer_country: ["BR"] },
    ],
    ["approval rate of adyne", { processor: ["adyen"] }],
    ["approval rate except Visa", { card_network: ["mastercard", "amex"] }],
    ["approval rate excluding Brazil and Mexico", { issuer_country: ["US", "DE", "GB", "IN"] }],
    [
      "approval rate of all countries other than the US",
      { issuer_country: ["BR", "MX", "DE", "GB", "IN"] },
    ],
    ["What would moving 20 % of debit from A to B be worth?", { funding_type: ["debit"] }],
    ["Is 3DS helping or hurting in Germany?", { issuer_country: ["DE"] }],
    ["Network tokens vs card numbers for Visa?", { card_network: ["visa"] }],
    ["What hides in do not honor?", {}],
  ])("%s", (question, filters) => {
    expect(filtersOf(question)).toEqual(filters);
  });

  test("leaving values out is said with what is left", () => {
    const { assumptions } = readQuestion("approval rate except Visa", catalogue);
    expect(assumptions.join(" ")).toContain("mastercard, amex");
  });

  test("a placeholder for a processor is answered for all of them, and said so", () => {
    const plan = readQuestion("Is processor X slow and does it cost approvals?", catalogue);
    expect(plan).toMatchObject({ outcome: "answer", intent: "latency" });
    expect(plan.scope.filters).toEqual({});
    expect(plan.assumptions.join(" ")).toContain("X: no processor of the data");
  });

  test("a word that means nothing here is named in the assumptions", () => {
    const { assumptions } = readQuestion("approval rate of frobnicated cards", catalogue);
    expect(assumptions).toContain('Not understood and left out: "frobnicated".');
  });

  test("a value spelt like an ordinary word is understood beside its dimension", () => {
    const values = { ...catalogue.values, merchant_id: ["default"] };
    const { scope } = readQuestion("approval rate of merchant default", { ...catalogue, values });
    expect(scope.filters).toEqual({ merchant_id: ["default"] });
  });

  test("a country is the merchant's where the issuer's is never filled", () => {
    const values = { ...catalogue.values, issuer_country: [] };
    const plan = readQuestion("approval rate in Germany", { ...catalogue, values });
    expect(plan.scope.filters).toEqual({ merchant_country: ["DE"] });
    expect(plan.assumptions.join(" ")).toContain("merchant's");
  });
});

describe("overrides of the caller win over the question", () => {
  const range = {
    from: "2026-10-01T00:00:00.000Z",
    to: "2026-10-08T00:00:00.000Z",
    label: "1–7 Oct 2026",
  };

  test("the range replaces what was asked, and the default comparison follows it", () => {
    const { scope } = readQuestion("Why did approval drop yesterday?", catalogue, {
      scope: { range },
    });
    expect(scope.range).toEqual(range);
    expect(scope.compare).toMatchObject({
      from: "2026-09-24T00:00:00.000Z",
      to: "2026-10-01T00:00:00.000Z",
    });
  });

  test("no comparison stays no comparison", () => {
    const { scope } = readQuestion("Why did approval drop yesterday?", catalogue, {
      scope: { compare: null },
    });
    expect(scope.compare).toBeNull();
  });

  test("a filter replaces the question's of the same dimension and joins the others", () => {
    const { scope } = readQuestion("Visa approval rate in Brazil", catalogue, {
      scope: { filters: { issuer_country: ["MX"] } },
    });
    expect(scope.filters).toEqual({ card_network: ["visa"], issuer_country: ["MX"] });
  });
});
