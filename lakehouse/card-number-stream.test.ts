import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { maskCardNumbers } from "./card-number.ts";
import { cardNumberForms, digitsIn } from "./card-number-forms.fixture.ts";
import { cardNumberStream } from "./card-number-stream.ts";

const streamed = (pieces: readonly string[]): { shown: string[]; text: string } => {
  const stream = cardNumberStream();
  const shown = [...pieces.map((piece) => stream.push(piece)), stream.end()];
  return { shown, text: shown.join("") };
};

describe("card numbers in a text that comes in pieces", () => {
  test("150 forms, cut at every place, are masked as they are in one piece", () => {
    for (const { digits, text } of cardNumberForms) {
      const whole = `the card ${text} was declined, then again`;
      const masked = maskCardNumbers(whole).text;
      expect(digitsIn(masked)).not.toContain(digits);
      for (let at = 0; at <= whole.length; at += 1) {
        const cut = streamed([whole.slice(0, at), whole.slice(at)]);
        expect(cut.text).toBe(masked);
      }
      const letters = streamed([...whole]);
      expect(letters.text).toBe(masked);
      expect(digitsIn(letters.shown.join(""))).not.toContain(digits);
    }
  });

  test("ordinary text is passed on at once, up to its last number", () => {
    const stream = cardNumberStream();
    expect(stream.push("Approval fell ")).toBe("Approval fell ");
    expect(stream.push("1.9 pp to")).toBe("1.9 pp to");
    expect(stream.push(" 85.4")).toBe("");
    expect(stream.push("% today")).toBe(" 85.4% today");
  });

  test("a long table of numbers is not held for ever", () => {
    const stream = cardNumberStream();
    const shown = Array.from({ length: 200 }, (_, n) => stream.push(`${n * 7} | `)).join("");
    expect(shown.length).toBeGreaterThan(400);
    expect((shown + stream.end()).length).toBe(
      Array.from({ length: 200 }, (_, n) => `${n * 7} | `).join("").length,
    );
  });
});

test("of 100,000 ids hardly one is taken for a card number", () => {
  let hits = 0;
  for (let n = 0; n < 100_000; n += 1) {
    const hash = createHash("sha256").update(String(n)).digest("hex");
    const number = Number.parseInt(hash.slice(0, 12), 16);
    const id = [
      `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20, 32)}`,
      `pi_${Buffer.from(hash, "hex").toString("base64url").slice(0, 24)}`,
      `txn-${20_260_000 + (number % 1_300)}-${n}`,
      `r-${hash.slice(0, 12)}`,
      `order ${number % 1_000_000_000}`,
      `2026-11-${String(1 + (n % 28)).padStart(2, "0")}T${String(n % 24).padStart(2, "0")}:15:30Z`,
      `${hash.slice(0, 26).toUpperCase()}`,
    ][n % 7];
    hits += maskCardNumbers(id ?? "").found;
  }
  expect(hits / 100_000).toBeLessThanOrEqual(0.001);
});
