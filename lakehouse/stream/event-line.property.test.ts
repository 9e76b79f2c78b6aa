import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { attemptFields, networks, stages } from "../event/attempt.ts";
import { streamFixture } from "./stream-fixture.ts";

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.constantFrom(
    "",
    " padded ",
    'a "b", c',
    "line\nbreak\r\n",
    "#1",
    "\t",
    "'; DROP",
    "null",
    "É",
  ),
);
const instant = fc
  .record({
    at: fc.date({ min: new Date("2020-01-01"), max: new Date("2026-11-01"), noInvalidDate: true }),
    zone: fc.constantFrom("Z", "+02:00", "-09:30", "+00:00"),
    fraction: fc.constantFrom("", ".5", ".123456", ".1234567"),
  })
  .map(({ at, zone, fraction }) => `${at.toISOString().slice(0, 19)}${fraction}${zone}`);
/** Mostly good values, now and then a bad one. */
const mostly = <T, U>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: bad });
const amount = mostly(
  fc.oneof(
    fc.integer({ min: 0, max: 10_000_000 }),
    fc.integer({ min: 0, max: 10_000 }).map((units) => `${units}.000`),
    fc.constantFrom("0", "99999999999"),
  ),
  fc.oneof(
    fc.double({ min: 0, max: 1e14, noNaN: true }),
    fc.constantFrom("1.500", "12.3456", "100000000000", 0.1, 1e21),
  ),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const wrong = fc.constantFrom<unknown>("x", -1, 3e9, true, [], {}, 1.5, "2026-02-30T00:00:00Z");

/** Events of the format, with every kind of field present, absent, null, odd or wrong. */
const event = fc
  .record({
    event_timestamp: instant,
    merchant_id: fc.oneof(
      { weight: 9, arbitrary: fc.constant("shop") },
      { weight: 1, arbitrary: text },
    ),
    amount,
    currency: mostly(fc.constantFrom("EUR", "usd", "JPY", "KWD"), fc.constant("XXQ")),
    is_approved: fc.boolean(),
    source: maybe(text),
    stage: maybe(fc.constantFrom(...stages)),
    updated_at: maybe(instant),
    card_network: maybe(fc.constantFrom(...networks)),
    card_bin: maybe(mostly(fc.constantFrom("411111", "41111111"), fc.constantFrom("12", "abcdef"))),
    issuer: maybe(text),
    issuer_country: maybe(mostly(fc.constantFrom("de", "BR"), fc.constant("D1"))),
    attempt_no: maybe(mostly(fc.constantFrom(1, 2), fc.constantFrom(0, 1.5, 3_000_000_000))),
    fraud_score: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
    decline_code_raw: maybe(text),
    processing_time_ms: maybe(fc.nat()),
    fee_amount: maybe(amount),
    fee_currency: maybe(mostly(fc.constant("EUR"), fc.constant("zzz"))),
    loyalty: maybe(text),
    is_retry: maybe(fc.constant(null)),
  })
  .chain((good) =>
    fc.option(
      fc
        .record({ field: fc.constantFrom(...attemptFields.slice(1)), value: wrong })
        .map(({ field, value }): object => ({ ...good, [field]: value })),
      { nil: good, freq: 3 },
    ),
  );

test("what the event API accepts is in bronze exactly as the loader of files writes it, and it accepts nothing that the loader refuses", {
  timeout: 60_000,
}, async () => {
  const events = fc.sample(event, { seed: 7, numRuns: 3_000 });
  const lines = events.map((e, i) => JSON.stringify({ ...e, transaction_id: `t${i}` }));
  const [streamed, loaded] = [await streamFixture(), await streamFixture()];
  const body = Buffer.from(lines.join("\n"));
  const receipt = await streamed.stream().accept(body);
  await streamed.stream().drain();
  await writeFile(join(loaded.dataDir, "landing", "events.ndjson"), body);
  await loaded.stream().drain();

  const select = `SELECT ${attemptFields.join(", ")}, CAST(extra AS JSON)->>'$.loyalty' AS loyalty FROM payments_raw_bronze ORDER BY transaction_id`;
  const [mine, theirs] = [await streamed.query(select), await loaded.query(select)];
  expect(mine).toHaveLength(receipt.accepted);
  expect(receipt.accepted).toBeGreaterThan(500);
  expect(receipt.rejected).toBeGreaterThan(500);
  const accepted = new Set(mine.map((row) => row.transaction_id));
  expect(mine).toEqual(theirs.filter((row) => accepted.has(row.transaction_id)));
  expect(streamed.failures).toEqual([]);
});
