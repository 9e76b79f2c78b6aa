import { describe, expect, test } from "vitest";
import { catalogue } from "../scripted-run.ts";
import { findSegments } from "./find-segments.ts";
import { createVocabulary } from "./vocabulary.ts";

const vocabulary = createVocabulary({
  ...catalogue.values,
  merchant_id: ["1234", "Acme"],
  merchant_segment: ["Travel"],
  amount_bucket: ["10-50"],
});
const found = (text: string): string[] =>
  findSegments(text, vocabulary).map(
    ({ raw, meanings }) => `${raw} = ${[...new Set(meanings.map(({ value }) => value))].join(",")}`,
  );

describe("findSegments", () => {
  test.each([
    ["values in backticks", "`BR` and `411111`", ["`BR` = BR", "`411111` = 411111"]],
    [
      "countries by name, also those without traffic",
      "Brazil, United States, Japan",
      ["Brazil = BR", "United States = US", "Japan = JP"],
    ],
    ["codes in capitals only", "BR, not br or us", ["BR = BR"]],
    ["names in any case", "Visa, adyen, ACME", ["Visa = visa", "adyen = adyen", "ACME = Acme"]],
    [
      "reasons as code and in words",
      "INSUFFICIENT_FUNDS and do not honor",
      ["INSUFFICIENT_FUNDS = INSUFFICIENT_FUNDS", "do not honor = DO_NOT_HONOR"],
    ],
    ["cells of their own", "10-50 | 85.4% | 1234", ["10-50 = 10-50"]],
    ["segments as written in the data", "Travel, not travel", ["Travel = Travel"]],
    ["no everyday words", "other standard issuer merchants", []],
  ])("finds %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
