import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createBronze } from "../../bronze/create-bronze.ts";
import { inMemory, type Lakehouse, openLakehouse } from "../../duckdb/open-lakehouse.ts";
import { writeReferenceTables } from "../../silver/reference-tables.ts";
import { openJsonLines } from "../open-json-lines.ts";
import { prepareConnection } from "./prepare.ts";
import { type Learnt, readBatch } from "./read-batch.ts";
import { literal } from "./stage.ts";

const source = { sizeBytes: 0, stream: Readable.from([]), bytesRead: () => 0 };
const events = openJsonLines("events.ndjson", "ndjson", source, Buffer.alloc(0));

let lakehouse: Lakehouse;
beforeEach(async () => {
  lakehouse = await openLakehouse(inMemory);
  await createBronze(lakehouse.connection);
  await writeReferenceTables(lakehouse.connection);
  await prepareConnection(lakehouse.connection);
});
afterEach(() => lakehouse.close());

async function readTimes(times: readonly string[], learnt: Learnt | null) {
  const rows = times.map((event_timestamp, i) => {
    const json = JSON.stringify({
      transaction_id: `t${i}`,
      merchant_id: "m",
      amount: "1.00",
      currency: "EUR",
      is_approved: true,
      event_timestamp,
    });
    return `(CAST(${i} AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), ${literal(json)})`;
  });
  await lakehouse.run(
    `CREATE OR REPLACE TEMP VIEW staged AS SELECT * FROM (VALUES ${rows.join(", ")}) AS s(_line, _at, _length, json)`,
  );
  const next = await readBatch(lakehouse.connection, events, null, learnt);
  const read = await lakehouse.run(
    "SELECT coalesce(strftime(event_timestamp, '%H:%M'), _bad) AS time FROM incoming ORDER BY _line",
  );
  return { next, times: read.map((row) => row.time) };
}

test("a zone that a later batch is the first to name is read as that zone", async () => {
  const first = await readTimes(["2026-07-01T12:00:00Z"], null);
  expect(first.times).toEqual(["12:00"]);
  const second = await readTimes(["2026-07-01T12:00:00Z", "2026-07-01T12:00:00+05:00"], first.next);
  expect(second.times).toEqual(["12:00", "07:00"]);
  expect(second.next.zones).toEqual(["Z", "+05:00"]);
});

test("a zone that nobody knows is quarantined in every batch that names it", async () => {
  const odd = "2026-07-01 12:00:00 XYZ";
  const first = await readTimes([odd, "2026-07-01T12:00:00Z"], null);
  const second = await readTimes([odd], first.next);
  expect(first.times).toEqual(["event_timestamp|unknown_time_zone", "12:00"]);
  expect(second.times).toEqual(["event_timestamp|unknown_time_zone"]);
});
