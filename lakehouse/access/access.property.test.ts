import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import { inputOf, loadTool, toolNames } from "../../tools/every-tool.fixture.ts";
import { type Dimension, dimensionIds } from "../dictionary/dimension.ts";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { buildGold, publicRelations } from "../gold/build-gold.ts";
import type { Scope } from "../scope.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { type RawEvents, rawEvents, writeBronze } from "../silver/raw-events.fixture.ts";
import type { Warehouse } from "../warehouse.ts";
import { type Caller, roles } from "./caller.ts";
import { anyStatement } from "./statements.fixture.ts";

/** One name is another's beginning, one is text that would end a literal, one is a number. */
const merchants = ["m1", "m10", "m'1", "7", "m2"] as const;
const merchantOf = (transactionId: string) =>
  merchants[Number(transactionId.slice(1)) % merchants.length] ?? "m1";

let all: Lakehouse;
let own: Lakehouse;

beforeAll(async () => {
  [all, own] = await Promise.all([openLakehouse(inMemory), openLakehouse(inMemory)]);
});
afterAll(() => {
  all.close();
  own.close();
});

interface Doors {
  readonly agents: Warehouse;
  readonly window: Warehouse;
}
const doorsOf = (lakehouse: Lakehouse, caller: Caller): Doors => ({
  agents: lakehouse.warehouseFor(caller),
  window: lakehouse.windowFor(caller),
});
/** Rows in quarantine are nobody's: there is nothing to compare with. */
const tellable = publicRelations.filter((relation) => relation !== "payments_quarantine");

const build = async (lakehouse: Lakehouse, events: RawEvents): Promise<void> => {
  await writeBronze(lakehouse, events);
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
  await lakehouse.run("UPDATE pseudonym_key SET secret = 'the same in both'");
};

/** The events as they would be had these merchants alone sold anything. */
const eventsOf = (events: RawEvents, seen: readonly string[]): RawEvents => {
  const attempts = events.attempts.filter((row) => seen.includes(row.merchant_id));
  const known = new Set(
    attempts
      .filter((row) => row._kind === "attempt")
      .map((row) => `${row.source} ${row.transaction_id}`),
  );
  return {
    ...events,
    attempts,
    disputes: events.disputes.filter((row) => known.has(`${row.source} ${row.transaction_id}`)),
    quarantinedOf: [],
  };
};

const sold: fc.Arbitrary<RawEvents> = rawEvents.map((events) => ({
  ...events,
  attempts: events.attempts.map((row) => ({
    ...row,
    merchant_id: merchantOf(row.transaction_id),
    card_bin: "41111122",
    ip_address: `192.0.2.${row._line}`,
    device_fingerprint: "device-7",
    extra: `{"e-mail": "${row.transaction_id}@example.com"}`,
  })),
}));

const restricted: fc.Arbitrary<Caller & { merchants: string[] }> = fc.record({
  name: fc.constant("caller"),
  role: fc.constantFrom(...roles),
  merchants: fc.subarray([...merchants, "nobody"], { minLength: 1 }),
});

const day = (index: number) => new Date(Date.UTC(2026, 7, 28 + index)).toISOString();
const period = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 40 }))
  .map(([from, days]) => ({ from: day(from), to: day(from + days), label: "some days" }));
const filters = fc.dictionary(
  fc.constantFrom<Dimension>("merchant_id", "source", "processor", "decline_class", "card_bin"),
  fc.subarray(["m1", "m10", "m2", "shop", "alpha", "soft", "41111122", "(not given)"], {
    minLength: 1,
  }),
  { maxKeys: 2 },
);
const asked = fc.record({
  range: period,
  compare: fc.option(period),
  filters,
  timezone: fc.constant("UTC"),
  asOf: fc.constant(day(70)),
}) as fc.Arbitrary<Scope>;
const input = fc.record({
  by: fc.subarray([...dimensionIds], { maxLength: 3 }),
  within: filters,
  since: fc.constant(day(3)),
  minimum: fc.constant(2),
  reason: fc.constantFrom("DO_NOT_HONOR", "INSUFFICIENT_FUNDS", "OTHER"),
  outcome: fc.constantFrom("declined", "approved", "all"),
  rows: fc.constant(100),
});

/** The same whatever order ties came in, and floating sums were taken in. */
const canonical = (value: unknown): unknown => {
  if (typeof value === "number") return Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map((item) => JSON.stringify(canonical(item))).toSorted();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, canonical(item)]));
};

/** What came, or the kind of failure: whether a statement fails must not tell of others' rows either. */
const outcome = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return canonical(await work);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe("a caller who may see some merchants only", () => {
  test("gets from every tool and statement what a lakehouse without the others would say", async () => {
    const signal = new AbortController().signal;
    const questions = fc.record({
      scope: asked,
      input,
      tools: fc.subarray(toolNames, { minLength: 5, maxLength: 5 }),
      relations: fc.subarray([...tellable], { minLength: 5, maxLength: 5 }),
      statements: fc.array(anyStatement, { minLength: 8, maxLength: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(sold, restricted, questions, async (events, caller, ask) => {
        const whole: Caller = { ...caller, merchants: null };
        await build(all, events);
        await build(own, eventsOf(events, caller.merchants));
        const agrees = async (what: string, work: (door: Doors) => Promise<unknown>) =>
          expect([what, await outcome(work(doorsOf(all, caller)))]).toEqual([
            what,
            await outcome(work(doorsOf(own, whole))),
          ]);

        for (const name of ask.tools) {
          const tool = await loadTool(name);
          await agrees(name, async ({ agents: warehouse }) => {
            const given = inputOf(tool, ask.input);
            return (await tool.run(given, { warehouse, scope: ask.scope, signal })).result;
          });
        }
        for (const sql of [
          ...ask.relations.map((name) => `SELECT * FROM ${name}`),
          ...ask.statements,
        ])
          await agrees(sql, ({ window }) => window.query(sql));
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);
});
