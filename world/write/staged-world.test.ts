import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainValue } from "../../lakehouse/duckdb/plain-value.ts";
import { emptyBatch } from "../attempt-batch.ts";
import {
  type AttemptColumn,
  attemptColumnNames,
  attemptColumns,
  type ColumnKind,
  nullValue,
} from "../attempt-columns.ts";
import { type Dictionaries, type DictionaryName, dictionaryNames } from "../dictionaries.ts";
import type { Stretch } from "../stretch.ts";
import { stageWorld } from "./staged-world.ts";

const dictionaries = Object.fromEntries(
  dictionaryNames.map((name) => [name, [`${name} a`, `${name}'s b`, `${name} "c"`]]),
) as unknown as Dictionaries;
/** Like yen, dollars and dinars. */
const currencyDigits = [0, 2, 3];

const highest: Record<ColumnKind["kind"], number> = {
  code: 2,
  id: 2 ** 50,
  digits: 9_999,
  flag: 1,
  instant: Date.UTC(2100, 0),
  whole: 2 ** 31 - 1,
  share: 10_000,
  minor: 10 ** 12,
  tenThousandths: 10 ** 11,
  ipv4: 2 ** 32 - 1,
};

const cellOf = (name: AttemptColumn) =>
  name === "currency"
    ? fc.integer({ min: 0, max: 2 })
    : fc.oneof(
        {
          weight: 4,
          arbitrary: fc.maxSafeNat().map((n) => n % (highest[attemptColumns[name].kind] + 1)),
        },
        fc.constant(nullValue),
      );
const attempt = fc.record(
  Object.fromEntries(attemptColumnNames.map((name) => [name, cellOf(name)])) as Record<
    AttemptColumn,
    fc.Arbitrary<number>
  >,
);
type NumberedAttempt = Record<AttemptColumn, number>;

describe("a staged world", () => {
  test("shows every number as the value that its column stands for", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 40 }), async (attempts) => {
        const rows = await staged(stretchOf(attempts), "world_attempts");
        expect(rows).toEqual(attempts.map(spoken));
      }),
      { numRuns: 20 },
    );
  });

  test("keeps every row in order when there are more than one chunk holds", async () => {
    const one = Object.fromEntries(attemptColumnNames.map((name) => [name, 0])) as NumberedAttempt;
    const many = Array.from({ length: 5_000 }, (_, transaction_id) => ({ ...one, transaction_id }));
    const rows = await staged(stretchOf(many), "world_attempts");
    expect(rows.map((row) => row.transaction_id)).toEqual(many.map((_, n) => `txn_${n}`));
  });

  test("shows a dispute in major units of its currency and a rate on its day", async () => {
    const stretch: Stretch = {
      ...stretchOf([]),
      disputes: [
        {
          disputeNo: 7,
          transactionNo: 9,
          at: Date.UTC(2026, 7, 1, 12),
          kind: "fraud",
          source: "north",
          amountMinor: 12_345,
          currency: dictionaries.currency[2] ?? "",
          reasonCode: "10.4",
        },
      ],
      fxRates: [{ date: "2026-08-01", currency: "EUR", usdPerUnit: 1.0825 }],
    };
    expect(await staged(stretch, "world_disputes")).toEqual([
      {
        type: "dispute",
        transaction_id: "txn_9",
        dispute_id: "dsp_7",
        dispute_timestamp: "2026-08-01T12:00:00.000Z",
        source: "north",
        dispute_kind: "fraud",
        amount: 12.345,
        currency: dictionaries.currency[2],
        network_reason_code: "10.4",
      },
    ]);
    expect(await staged(stretch, "world_fx_rates")).toEqual([
      { type: "fx_rate", date: "2026-08-01", currency: "EUR", usd_per_unit: 1.0825 },
    ]);
  });
});

function stretchOf(attempts: readonly NumberedAttempt[]): Stretch {
  const batch = emptyBatch(Math.max(attempts.length, 1));
  attempts.forEach((one, row) => {
    for (const name of attemptColumnNames) batch.columns[name][row] = one[name];
  });
  batch.count = attempts.length;
  return { from: 0, to: 1, attempts: batch, disputes: [], fxRates: [] };
}

/** What a row says, worked out value by value. */
function spoken(attempt: NumberedAttempt): Record<string, unknown> {
  const unit = 10 ** (currencyDigits[attempt.currency] ?? 0);
  return Object.fromEntries(
    attemptColumnNames.map((name) => {
      const value = attempt[name];
      return [name, value === nullValue ? null : spokenValue(attemptColumns[name], value, unit)];
    }),
  );
}

function spokenValue(kind: ColumnKind, value: number, unit: number): unknown {
  switch (kind.kind) {
    case "code":
      return dictionaries[kind.dictionary as DictionaryName][value];
    case "id":
      return `${kind.prefix}${value}`;
    case "digits":
      return String(value).padStart(kind.width, "0");
    case "flag":
      return value === 1;
    case "instant":
      return new Date(value).toISOString();
    case "whole":
      return value;
    case "share":
    case "tenThousandths":
      return value / 10_000;
    case "minor":
      return value / unit;
    case "ipv4":
      return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
  }
}

async function staged(stretch: Stretch, relation: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const world = await stageWorld(connection, { dictionaries, currencyDigits });
    world.add(stretch);
    const result = await connection.runAndReadAll(`SELECT * EXCLUDE (_line) FROM temp.${relation}`);
    return result.convertRowObjects(plainValue) as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
