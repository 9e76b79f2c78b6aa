import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskCardNumbers } from "./card-number.ts";
import { mayHoldCardNumber } from "./load/csv/card-scan.ts";

/** Published test numbers of the networks, none of them a real card. */
const numbers = [
  "4111111111111111",
  "4242424242424242",
  "4000056655665556",
  "5555555555554444",
  "2223003122003222",
  "378282246310005",
  "371449635398431",
  "6011111111111117",
  "3056930009020004",
  "36227206271667",
  "3566002020360505",
  "6200000000000005",
  "4222222222222",
];
const separators = ["", " ", "-", ".", "/", "\u00A0", "\u200B", "\u2060", " - ", "_", "\u00AD"];
const fullwidth = (text: string) =>
  text.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)));
const arabic = (text: string) =>
  text.replace(/\d/g, (d) => String.fromCharCode(0x0660 + Number(d)));
const grouped = (digits: string, separator: string) =>
  digits.replace(/(\d{4})(?=\d)/g, `$1${separator}`);

describe("card numbers in text", () => {
  test("every published test number is cut to BIN and last four, whatever separates its digits", () => {
    for (const digits of numbers) {
      for (const separator of separators) {
        const spelled = grouped(digits, separator);
        const { text, found } = maskCardNumbers(`paid with ${spelled}, thanks`);
        expect(found, spelled).toBe(1);
        expect(text.replace(/[^\d*]/g, "")).toBe(
          digits.slice(0, 6) + "*".repeat(digits.length - 10) + digits.slice(-4),
        );
      }
    }
  });

  test("digits of other scripts are digits", () => {
    expect(maskCardNumbers(fullwidth("4111 1111 1111 1111")).found).toBe(1);
    expect(maskCardNumbers(arabic("5555555555554444")).found).toBe(1);
  });

  test("several numbers are counted one by one, also side by side", () => {
    expect(maskCardNumbers("4111 1111 1111 1111 and 5555-5555-5555-4444").found).toBe(2);
    expect(maskCardNumbers("4111111111111111 4242424242424242").found).toBe(2);
  });

  test("dates, phone numbers, amounts and longer ids are left alone", () => {
    for (const text of [
      "2026-06-05 20:38:34.123456",
      "+41 44 668 18 00",
      "1,234,567,890.12",
      "41111111111111110000000",
      "4111 1111 1111 1112",
      "00000000000000",
    ]) {
      const masked = maskCardNumbers(text);
      expect(masked, text).toEqual({ text, found: 0 });
    }
  });

  test("the quick test on bytes never misses what masking finds", () => {
    const piece = fc.oneof(
      fc.constantFrom(...numbers),
      fc.stringMatching(/^[0-9 .\-/a-z]{0,12}$/),
      fc.constantFrom(...separators.filter((s) => /^[\x20-\x7e]*$/.test(s))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const bytes = Buffer.from(pieces.join(""));
        const found = maskCardNumbers(bytes.toString()).found > 0;
        if (found) expect(mayHoldCardNumber(bytes, 0, bytes.length)).toBe(true);
      }),
      { seed: 7, numRuns: 3_000 },
    );
  });

  test("masking what was masked changes nothing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...numbers, " ", "-"), fc.string()), { maxLength: 6 }),
        (parts) => {
          const once = maskCardNumbers(parts.join("")).text;
          expect(maskCardNumbers(once)).toEqual({ text: once, found: 0 });
        },
      ),
      { seed: 7, numRuns: 2_000 },
    );
  });
});
