import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FxRate } from "../lakehouse/event/fx-rate.ts";
import { seededRandom } from "./random.ts";
import { fxSample, stripeSample } from "./stripe-sample.ts";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const csv = read("stripe-charges-sample.csv");
const [header = "", ...lines] = csv.trimEnd().split("\n");
const names = header.split(",");
const rows = lines.map((line) => new Map(line.split(",").map((cell, n) => [names[n] ?? "", cell])));

const approvalShare = (selected: typeof rows) =>
  selected.filter((row) => row.get("Status") !== "Failed").length / selected.length;

describe("the sample", () => {
  test("is made again byte for byte", () => {
    const stale = "stale: run `node sample/make-sample.ts`";
    expect(stripeSample() === csv, stale).toBe(true);
    expect(fxSample() === read("fx-rates-sample.ndjson"), stale).toBe(true);
  });

  test("is small enough to be bundled and large enough to be asked", () => {
    expect(csv.length).toBeLessThan(3_000_000);
    expect(rows.length).toBeGreaterThan(5_500);
    expect(rows.length).toBeLessThan(6_500);
  });

  test("has one row an attempt, each with an id of its own and as many cells as the header", () => {
    expect(new Set(rows.map((row) => row.get("id"))).size).toBe(rows.length);
    expect(lines.filter((line) => line.split(",").length !== names.length)).toEqual([]);
  });

  test("approves as card-not-present traffic does, until Brazilian debit breaks at the end", () => {
    const isHit = (row: (typeof rows)[number]) =>
      row.get("Card Issue Country") === "BR" && row.get("Card Funding") === "debit";
    const isLate = (row: (typeof rows)[number]) =>
      (row.get("Created date (UTC)") ?? "") >= "2026-10-31 06:00:00";
    const usual = approvalShare(rows.filter((row) => !isLate(row)));
    expect(usual).toBeGreaterThan(0.84);
    expect(usual).toBeLessThan(0.89);
    expect(approvalShare(rows.filter((row) => isLate(row) && isHit(row)))).toBeLessThan(0.4);
    expect(approvalShare(rows.filter((row) => isLate(row) && !isHit(row)))).toBeGreaterThan(0.8);
  });

  test("gives a rate for every currency of a row on the row's day", () => {
    const rates = fxSample()
      .trimEnd()
      .split("\n")
      .map((line) => FxRate.parse(JSON.parse(line)));
    const known = new Set(rates.map(({ date, currency }) => `${date} ${currency}`));
    const missing = rows.filter((row) => {
      const currency = row.get("Currency")?.toUpperCase();
      const day = row.get("Created date (UTC)")?.slice(0, 10);
      return currency !== "USD" && !known.has(`${day} ${currency}`);
    });
    expect(missing).toEqual([]);
  });
});

describe("seeded random", () => {
  test("repeats for the same seed and stays inside its bounds", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 1000 }), (seed, width) => {
        const once = seededRandom(seed);
        const again = seededRandom(seed);
        for (let n = 0; n < 20; n++) {
          const value = once.whole(5, 5 + width);
          expect(again.whole(5, 5 + width)).toBe(value);
          expect(value).toBeGreaterThanOrEqual(5);
          expect(value).toBeLessThanOrEqual(5 + width);
        }
      }),
    );
  });

  test("never draws what has no weight", () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 500 }, () =>
      random.weighted([
        ["a", 1],
        ["never", 0],
        ["b", 2],
      ]),
    );
    expect(new Set(drawn)).toEqual(new Set(["a", "b"]));
  });
});
