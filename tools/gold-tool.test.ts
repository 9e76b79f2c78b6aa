import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { DependencyError, UsageError } from "../errors.ts";
import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import type { Row, Warehouse } from "../lakehouse/warehouse.ts";
import { approvalBreakdown } from "./approval-breakdown.ts";
import { type AttemptFact, factsLakehouse, scopeOf } from "./facts.fixture.ts";
import type { ToolContext } from "./gold-tool.ts";
import { Receipt } from "./receipt.ts";
import { notGiven } from "./scope-predicate.ts";

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 9, day, hour)).toISOString();

const attempts: AttemptFact[] = Array.from({ length: 240 }, (_, index) => ({
  transaction_id: `t-${index}`,
  event_timestamp: at(1 + Math.floor(index / 24), index % 24),
  is_approved: index % 3 !== 0,
  issuer_country: index % 4 === 0 ? null : index % 2 === 0 ? "BR" : "US",
  decline_reason: index % 3 === 0 ? "DO_NOT_HONOR" : null,
}));

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await factsLakehouse(attempts);
});
afterAll(() => lakehouse.close());

const signal = new AbortController().signal;
const context = (scope: ToolContext["scope"]): ToolContext => ({
  warehouse: lakehouse.warehouse,
  scope,
  signal,
});

const between = ([from, to]: readonly [string, string], extra: (a: AttemptFact) => boolean) =>
  attempts.filter((a) => a.event_timestamp >= from && a.event_timestamp < to && extra(a));

const total = { by: [], within: {} };
const currentWeek = [at(6), at(11)] as const;
const weekBefore = [at(1), at(6)] as const;

describe("a tool over gold", () => {
  test("counts each period by itself", async () => {
    const { result } = await approvalBreakdown.run(
      total,
      context(scopeOf(currentWeek, weekBefore)),
    );
    const counted = Object.fromEntries(result.map((row) => [row.period, row.counted]));
    expect(counted).toEqual({
      current: between(currentWeek, () => true).length,
      comparison: between(weekBefore, () => true).length,
    });
  });

  test("loses no row where the two ranges overlap", async () => {
    const overlapping = [at(4), at(9)] as const;
    const { result, receipt } = await approvalBreakdown.run(
      { by: ["issuer_country"], within: {} },
      context(scopeOf(currentWeek, overlapping)),
    );
    for (const period of ["current", "comparison"] as const) {
      const expected = between(period === "current" ? currentWeek : overlapping, () => true);
      const rows = result.filter((row) => row.period === period);
      expect(rows.reduce((sum, row) => sum + row.counted, 0)).toBe(expected.length);
    }
    expect(receipt.sql).toContain("UNION ALL");
  });

  test("filters by bound values, a null being selected by its own name", async () => {
    const { result, receipt } = await approvalBreakdown.run(
      total,
      context(scopeOf(currentWeek, null, { issuer_country: ["BR", notGiven] })),
    );
    expect(result[0]?.counted).toBe(between(currentWeek, (a) => a.issuer_country !== "US").length);
    expect(receipt.params).toMatchObject({
      f_issuer_country_0: "BR",
      f_issuer_country_1: notGiven,
    });
    expect(receipt.sql).not.toContain("'BR'");
  });

  test("a rate keeps its denominator when the question names a decline reason", async () => {
    const { result } = await approvalBreakdown.run(
      total,
      context(scopeOf(currentWeek, null, { decline_reason: ["DO_NOT_HONOR"] })),
    );
    expect(result[0]?.counted).toBe(between(currentWeek, () => true).length);
  });

  test("a cell narrows the scope and never widens it", async () => {
    const { result } = await approvalBreakdown.run(
      { by: [], within: { issuer_country: ["US"] } },
      context(scopeOf(currentWeek, null, { issuer_country: ["BR"] })),
    );
    expect(result).toEqual([]);
  });

  test("hands out a receipt that is the same for the same question and data", async () => {
    const scope = scopeOf(currentWeek, weekBefore);
    const first = await approvalBreakdown.run(total, context(scope));
    const again = await approvalBreakdown.run(total, context(scope));
    const other = await approvalBreakdown.run(total, context(scopeOf(weekBefore, null)));
    expect(Receipt.parse(first.receipt).id).toMatch(/^r-[0-9a-f]{12}$/);
    expect(again.receipt.id).toBe(first.receipt.id);
    expect(other.receipt.id).not.toBe(first.receipt.id);
    expect(first.receipt.rowCount).toBe(2);
  });

  test("refuses an unknown dimension and names the valid ones", async () => {
    const run = approvalBreakdown.run(
      { by: ["planet"], within: {} },
      context(scopeOf(currentWeek, null)),
    );
    await expect(run).rejects.toThrow(UsageError);
    await expect(run).rejects.toThrow(/issuer_country/);
  });

  test("a row that is not what the schema says is a failed dependency, not an answer", async () => {
    const canned: Warehouse = {
      engine: "canned",
      identity: "test",
      query: async (): Promise<Row[]> => [{ period: "current", counted: "many" }],
    };
    const run = approvalBreakdown.run(total, {
      ...context(scopeOf(currentWeek, null)),
      warehouse: canned,
    });
    await expect(run).rejects.toThrow(DependencyError);
  });

  test("shows a model its input as a JSON schema", () => {
    expect(z.toJSONSchema(approvalBreakdown.input)).toMatchObject({
      type: "object",
      required: ["by", "within"],
    });
  });
});
