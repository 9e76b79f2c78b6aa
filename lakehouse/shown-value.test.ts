import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shownValue } from "./shown-value.ts";

describe("a value of the data in text", () => {
  test.each([
    "Banco Verde",
    "luna-games",
    "INSUFFICIENT_FUNDS",
    "Crédit du Nord",
    "招商銀行",
    "A&B, Inc.",
    "100-250",
  ])("%s stays as it is", (name) => expect(shownValue(name)).toBe(name));

  test.each([
    ["https://evil.example/x", "https //evil.example/x"],
    ["![a](https://evil.example)", "![a] (https //evil.example)"],
    ["www.evil.example", "www evil.example"],
    ["<img src=x>", "'img src=x'"],
    ["a`\n\n**b**`", "a' **b**'"],
    ["safe\u202Eexe.txt\u200B", "safe exe.txt"],
    ["\u0000\u001B[31mred", "[31mred"],
    ["", "(blank)"],
  ])("%j is shown as %s", (value, shown) => expect(shownValue(value)).toBe(shown));

  test("is one short line that holds no link and shows the same when shown again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (value) => {
        const shown = shownValue(value);
        expect([...shown].length).toBeLessThanOrEqual(60);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}`<>]|:\/|\]\(/u);
        expect(shownValue(shown)).toBe(shown);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
