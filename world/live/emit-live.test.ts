import { expect, test } from "vitest";
import { Attempt } from "../../lakehouse/event/attempt.ts";
import { Dispute } from "../../lakehouse/event/dispute.ts";
import { FxRate } from "../../lakehouse/event/fx-rate.ts";
import { createWorld, type WorldOptions } from "../world.ts";
import { emitLive } from "./emit-live.ts";

const options: WorldOptions = {
  seed: 5,
  days: 2,
  paymentsPerDay: 400,
  incidents: "none",
  endsAt: "2026-11-01T00:00:00Z",
};
const hourMs = 3_600_000;
const kinds = { attempt: Attempt, dispute: Dispute, fx_rate: FxRate };

interface Event {
  readonly type?: keyof typeof kinds;
  readonly event_timestamp?: string;
  readonly transaction_id?: string;
}

/** Plays a world against a clock that goes on by an hour whenever it is read, until it has passed `until`. */
async function play(from: number, until: number) {
  const stop = new AbortController();
  const batches: { at: number; events: Event[] }[] = [];
  let clock = from + 20 * hourMs;
  await emitLive(
    createWorld(options),
    {
      async send(lines) {
        batches.push({ at: clock, events: lines.map((line) => JSON.parse(line) as Event) });
      },
    },
    {
      from,
      paymentsPerDay: options.paymentsPerDay,
      signal: stop.signal,
      tickMs: 1,
      now() {
        clock += hourMs;
        if (clock > until) stop.abort();
        return clock;
      },
    },
  );
  return { batches, clock };
}

test("a live world sends what a world holds, once, valid, and nothing before its time", async () => {
  const { startsAt, endsAt } = createWorld(options);
  const until = endsAt + 6 * hourMs;
  const { batches } = await play(startsAt, until);
  const events = batches.flatMap((batch) => batch.events);
  for (const event of events) kinds[event.type ?? "attempt"].parse(event);
  for (const { at, events: sent } of batches)
    for (const { event_timestamp = "" } of sent)
      expect(event_timestamp === "" || Date.parse(event_timestamp) < at).toBe(true);

  const attempts = events.filter(({ type }) => type === undefined);
  const sentUpTo = Math.max(...attempts.map((one) => Date.parse(one.event_timestamp ?? "")));
  const expected: string[] = [];
  for (const { attempts: batch } of createWorld(options).stretches({ to: sentUpTo + 1 }))
    for (let row = 0; row < batch.count; row++)
      expected.push(`txn_${batch.columns.transaction_id[row]}`);
  expect(sentUpTo).toBeGreaterThan(endsAt);
  expect(attempts.map(({ transaction_id }) => transaction_id)).toEqual(expected);
});

test("a live world that goes on later sends only what comes after", async () => {
  const { endsAt } = createWorld(options);
  const { batches } = await play(endsAt, endsAt + 26 * hourMs);
  const times = batches.flatMap(({ events }) =>
    events.flatMap(({ event_timestamp }) =>
      event_timestamp === undefined ? [] : [Date.parse(event_timestamp)],
    ),
  );
  expect(times.length).toBeGreaterThan(100);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(endsAt);
});
