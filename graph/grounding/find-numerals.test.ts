import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findNumerals } from "./find-numerals.ts";

/** Short form of what was found: kind, text, value and unit. */
const found = (text: string): string[] =>
  findNumerals(text).map(({ kind, raw, value, unit, currency, noun }) =>
    [kind, raw, value, unit, currency, noun].filter((part) => part !== null).join(" · "),
  );

describe("findNumerals", () => {
  test.each([
    [
      "rates and changes",
      "fell 1.9 pp to 85.4%",
      ["number · 1.9 pp · 1.9 · pp", "number · 85.4% · 85.4 · percent"],
    ],
    [
      "typographic signs",
      "−1.25 pp, +0.3 percentage points",
      ["number · −1.25 pp · -1.25 · pp", "number · +0.3 percentage points · 0.3 · pp"],
    ],
    [
      "thousands and what is counted",
      "41,208 attempts, 12 declined payments",
      ["number · 41,208 · 41208 · attempt", "number · 12 · 12 · payment"],
    ],
    [
      "money before and after",
      "EUR 1,234.56, 12.50 USD, $3, JPY −12",
      [
        "number · EUR 1,234.56 · 1234.56 · money · EUR",
        "number · 12.50 USD · 12.5 · money · USD",
        "number · $3 · 3 · money · USD",
        "number · JPY −12 · -12 · money · JPY",
      ],
    ],
    [
      "capitals that are no currency",
      "MCC 5411 and 12 NOT",
      ["number · 5411 · 5411", "number · 12 · 12"],
    ],
    [
      "k and M",
      "1.2M attempts, 51k",
      ["number · 1.2M · 1200000 · attempt", "number · 51k · 51000"],
    ],
    ["ranges", "22–51%", ["number · 22 · 22 · percent", "number · 51% · 51 · percent"]],
    [
      "durations and latency",
      "340 ms, 6 h, 30 days, 1st",
      [
        "number · 340 ms · 340 · ms",
        "number · 6 h · 6 · hours",
        "number · 30 days · 30 · days",
        "number · 1st · 1 · ordinal",
      ],
    ],
    ["basis points", "12.3 bps", ["number · 12.3 bps · 12.3 · bps"]],
    [
      "dates and times",
      "2026-11-22 14:05, 3–7 November 2026, Nov 3, Q3 2025, 14:05",
      [
        "date · 2026-11-22 14:05",
        "date · 3–7 November 2026",
        "date · Nov 3",
        "date · Q3 2025",
        "date · 14:05",
      ],
    ],
    [
      "number words",
      "Two of three thirds, half; first of one",
      ["word · Two · 2", "word · three · 3", "word · thirds · 3", "word · half · 0.5"],
    ],
    ["codes", "3DS at p95, 3-D Secure", ["code · 3DS", "code · p95", "code · 3-D"]],
    ["receipts", "r-0123456789ab.", ["reference · r-0123456789ab"]],
  ])("reads %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("finds every run of digits somewhere", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii", maxLength: 60 }), (text) => {
        const covered = findNumerals(text);
        for (const { index } of text.matchAll(/\d/g))
          expect(covered.some(({ start, end }) => start <= index && index < end)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("says where each one stands", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        for (const { raw, start, end } of findNumerals(text))
          expect(text.slice(start, end)).toBe(raw);
      }),
    );
  });
});
