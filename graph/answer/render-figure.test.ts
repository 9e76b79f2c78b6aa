import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Figure, Unit } from "../../agents/figure.ts";
import { findNumerals } from "../grounding/find-numerals.ts";
import { matchesFigure } from "../grounding/match-figure.ts";
import { figureOf } from "../scripted-run.ts";
import { renderFigure, renderSize } from "./render-figure.ts";

const figure = (unit: Unit, value: number, currency?: string): Figure =>
  figureOf("decline.f1", { unit, value, ...(currency === undefined ? {} : { currency }) });

const anyFigure = fc
  .tuple(
    fc.constantFrom(...Unit.options),
    fc.double({ min: -2e9, max: 2e9, noNaN: true }),
    fc.constantFrom("EUR", "JPY", "KWD"),
  )
  .map(([unit, value, currency]) =>
    figure(unit, unit === "money" || unit === "count" ? Math.round(value) : value, currency),
  );

describe("renderFigure", () => {
  test.each([
    ["rate", 0.87345, "87.3%", "87.35%"],
    ["rate", 1, "100.0%", "100.00%"],
    ["pp", -1.249, "−1.2 pp", "−1.25 pp"],
    ["pp", 0.35, "+0.4 pp", "+0.35 pp"],
    ["pp", -0.004, "0.0 pp", "0.00 pp"],
    ["count", 41208, "41,208", "41,208"],
    ["count", 1.314, "1.31", "1.31"],
    ["ms", 1340.4, "1,340 ms", "1,340 ms"],
    ["hours", 6.5, "6.5 h", "6.5 h"],
    ["score", 0.4249, "0.42", "0.42"],
    ["bps", 12.34, "12.3 bps", "12.3 bps"],
  ] as const)("writes a %s of %d as %s in text and %s in tables", (unit, value, text, table) => {
    expect(renderFigure(figure(unit, value), "text")).toBe(text);
    expect(renderFigure(figure(unit, value), "table")).toBe(table);
  });

  test.each([
    ["EUR", 123_456, "EUR 1,234.56"],
    ["JPY", 1_234_567, "JPY 1,234,567"],
    ["KWD", 1_234_567, "KWD 1,234.567"],
    ["USD", -1_200, "USD −12.00"],
  ])("writes %s %d minor units exactly as %s", (currency, minor, text) => {
    expect(renderFigure(figure("money", minor, currency), "text")).toBe(text);
  });

  test("never writes NaN, a negative zero or a no-break space", () => {
    fc.assert(
      fc.property(anyFigure, fc.constantFrom("text", "table"), (any, place) => {
        const text = renderFigure(any, place);
        expect(text).not.toMatch(/NaN|Infinity|\u00a0|\u202f/);
        if (/^[^1-9]*$/.test(text)) expect(text).not.toMatch(/[−-]/);
      }),
    );
  });

  test("writes what the checker reads back as this figure", () => {
    fc.assert(
      fc.property(anyFigure, fc.constantFrom("text", "table"), (any, place) => {
        const text = renderFigure(any, place);
        const [numeral, ...more] = findNumerals(text);
        expect(more).toEqual([]);
        expect(numeral?.raw).toBe(text);
        expect(numeral !== undefined && matchesFigure(numeral, any)).toBe(true);
      }),
    );
  });

  test("leaves the sign of a change to the words around it where asked", () => {
    expect(renderSize(figure("pp", -1.9), "text")).toBe("1.9 pp");
    expect(renderSize(figure("pp", 1.9), "text")).toBe("1.9 pp");
  });
});
