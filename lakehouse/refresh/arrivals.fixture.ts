import fc from "fast-check";
import { createBronze } from "../bronze/create-bronze.ts";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { appendRows, type RawEvents, rawEvents } from "../silver/raw-events.fixture.ts";

export const batchesOfASequence = 4;

/** Events and when each arrives: several times where it is sent again, in any order. */
export interface Arrivals {
  readonly events: RawEvents;
  /** For each attempt, dispute and rate in turn (repeating): the batches it comes in. */
  readonly batches: readonly (readonly number[])[];
}

const batch = fc.integer({ min: 1, max: batchesOfASequence });

/** One sequence of batches: late, duplicated, corrected and out-of-order attempts, settlements, disputes and rates. */
export const arrivals: fc.Arbitrary<Arrivals> = fc.record({
  events: rawEvents,
  batches: fc.array(fc.oneof({ weight: 5, arbitrary: fc.tuple(batch) }, fc.tuple(batch, batch)), {
    minLength: 7,
    maxLength: 40,
  }),
});

const days = (count: number): number => count * 86_400_000;
const later = (instant: string, count: number): string =>
  new Date(Date.parse(instant) + days(count)).toISOString();

/**
 * Sequence number `n` where nothing of it can touch another's: sources, merchants, days and currencies of its own, so that
 * many sequences run side by side in one lakehouse and none hides what another got wrong.
 */
function apart({ events, batches }: Arrivals, n: number): Arrivals {
  const shift = n * 128;
  const currency = (code: string) => (code === "USD" ? code : `${code}${n}`);
  return {
    batches,
    events: {
      ...events,
      attempts: events.attempts.map((row) => ({
        ...row,
        source: `${row.source}${n}`,
        merchant_id: `${row.merchant_id}-${n}`,
        event_timestamp: later(row.event_timestamp, shift),
        currency: currency(row.currency),
        fee_currency: row.fee_currency && currency(row.fee_currency),
      })),
      disputes: events.disputes.map((row) => ({ ...row, source: `${row.source}${n}` })),
      rates: events.rates.map((row) => ({
        ...row,
        date: later(row.date, shift).slice(0, 10),
        currency: currency(row.currency),
      })),
    },
  };
}

/** Creates bronze without a row. */
export const emptyBronze = (lakehouse: Lakehouse): Promise<void> =>
  createBronze(lakehouse.connection);

/** Adds to bronze what the sequences bring in their batch number `batch`. */
export async function arrive(
  lakehouse: Lakehouse,
  sequences: readonly Arrivals[],
  batch: number,
): Promise<void> {
  const provenance = { _batch: batch, _file: "test", _ingested_at: "2026-12-03T00:00:00.000Z" };
  const parts = sequences.map(apart);
  const arriving = (rowsOf: (events: RawEvents) => readonly object[]) =>
    parts
      .flatMap(({ events, batches }) =>
        rowsOf(events).flatMap((row, index) =>
          (batches[index % batches.length] ?? []).filter((at) => at === batch).map(() => row),
        ),
      )
      .map((row, index) => ({ ...row, ...provenance, _line: index + 1 }));
  await appendRows(
    lakehouse,
    "payments_raw_bronze",
    arriving((events) => events.attempts),
  );
  await appendRows(
    lakehouse,
    "disputes_bronze",
    arriving((events) => events.disputes),
  );
  await appendRows(
    lakehouse,
    "fx_rates_bronze",
    arriving((events) => events.rates),
  );
}
