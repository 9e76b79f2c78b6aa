import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { measureWorld } from "./measure-world.ts";
import { publishedRanges } from "./published-range.ts";
import { judge, type RealismWorlds, verdictOf } from "./realism.ts";
import { realismReport } from "./realism-document.ts";

const document = readFileSync(new URL("../../docs/world.md", import.meta.url), "utf8");

/** The rows of the document's tables: measure, world, published, verdict. */
const written = document
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (Measure|---)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));

const numbers = (text: string | undefined): number[] =>
  [...(text ?? "").matchAll(/-?\d+(\.\d+)?/g)].map(([match]) => Number(match));

describe("the written report", () => {
  test("has every measure once, with the range that is published", () => {
    const rows = written.map(([, label, , range]) => [label, numbers(range)]);
    expect(rows.sort()).toEqual(
      publishedRanges.map(({ label, range }) => [label, [...(range ?? [])]]).sort(),
    );
  });

  test("marks each measure as its own numbers say", () => {
    for (const [, label, world, range, verdict] of written) {
      const [value] = numbers(world);
      const [low, high] = numbers(range);
      const isJudged = value !== undefined && low !== undefined && high !== undefined;
      const expected = isJudged ? verdictOf([low, high], value) : "not judged";
      expect(verdict, label).toBe(expected);
    }
  });

  test("states each value as its numerator and denominator give it", () => {
    const scales: Record<string, number> = { "%": 100, bps: 10_000, USD: 1 };
    for (const [, label, world, , , basis] of written) {
      const [value] = numbers(world);
      const times = scales[world?.split(" ").at(-1) ?? ""];
      const parts = numbers(basis?.replaceAll(",", ""));
      const [a = 0, b = 1, c = 0, d = 1] = parts;
      const recomputed = times === undefined ? 100 * (a / b - c / d) : (times * a) / b;
      expect(Math.abs(recomputed - Number(value)), label).toBeLessThan(0.06);
    }
  });

  test("shows pictures that are there", () => {
    const pictures = [...document.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      ([, file]) => file ?? "",
    );
    expect(pictures.length).toBeGreaterThan(3);
    for (const file of pictures)
      expect(existsSync(new URL(`../../docs/${file}`, import.meta.url)), file).toBe(true);
  });
});

describe("a measured world", () => {
  test("gives every measure of the report, and the same report each time", async () => {
    const options = {
      seed: 3,
      days: 6,
      paymentsPerDay: 200,
      incidents: "none",
      endsAt: "2026-11-01T00:00:00Z",
    } as const;
    const main = await measureWorld(options);
    const worlds: RealismWorlds = { main, policies: { default: main, oracle: main, random: main } };
    const judged = judge(worlds);
    expect(judged.find(({ id }) => id === "oracle_uplift")?.value).toBe(0);
    // A world of six days is too young for disputes and recovered mandates, and says so.
    expect(
      judged
        .filter(({ value }) => value === null)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["disputes", "fraud_disputes", "recurring_recovery"]);
    const first = realismReport(worlds, options);
    const again = realismReport({ ...worlds, main: await measureWorld(options) }, options);
    expect(again).toEqual(first);
    expect(first.pictures.get("approval.svg")).toContain("<svg");
  });
});

describe("a verdict", () => {
  test.each([
    [[1, 2], 1, "inside"],
    [[1, 2], 2, "inside"],
    [[1, 2], 2.1, "outside"],
    [[1, 2], 0.9, "outside"],
    [null, 1, "not judged"],
    [[1, 2], null, "not judged"],
  ] as const)("of %j about %j is %s", (range, value, verdict) => {
    expect(verdictOf(range, value)).toBe(verdict);
  });
});
