import fc from "fast-check";
import { type RawEvents, rawEvents } from "../lakehouse/silver/raw-events.fixture.ts";

const seed = 20_261_103;

/**
 * Raw events with everything that real ones get wrong: versions, duplicates, late settlements and disputes, account checks,
 * currencies without a rate. They are `samples` small draws side by side, which share sources and merchants and no payments.
 * The same every time. Their loads come before any other.
 */
export function randomEvents(samples: number): RawEvents {
  const drawn = fc.sample(rawEvents, { seed, numRuns: samples }).map(apart);
  return {
    attempts: drawn
      .flatMap((events) => events.attempts)
      .map((attempt, index) => ({ ...attempt, _batch: attempt._batch - 10, _line: index + 1 })),
    disputes: drawn.flatMap((events) => events.disputes),
    rates: drawn.flatMap((events) => events.rates).map((rate) => ({ ...rate, _batch: -10 })),
    quarantinedOf: drawn.flatMap((events) => events.quarantinedOf),
  };
}

/** The events with ids that no other draw has. */
function apart(events: RawEvents, draw: number): RawEvents {
  const own = <Id extends string | null>(id: Id) => (id === null ? id : `${draw}-${id}`) as Id;
  return {
    ...events,
    attempts: events.attempts.map((attempt) => ({
      ...attempt,
      transaction_id: own(attempt.transaction_id),
      payment_id: own(attempt.payment_id),
      card_token: own(attempt.card_token),
      cardholder_id: own(attempt.cardholder_id),
    })),
    disputes: events.disputes.map((dispute) => ({
      ...dispute,
      transaction_id: own(dispute.transaction_id),
      dispute_id: own(dispute.dispute_id),
    })),
  };
}
