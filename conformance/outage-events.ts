import type { RawAttempt } from "../lakehouse/silver/raw-events.fixture.ts";

const dayMs = 86_400_000;
const usual = { days: 28, attempts: 12 };
const broken = 60;

/**
 * The last hour before `endsAt` of a shop that is quiet otherwise: on the days before a few approved attempts each, at the end
 * many, all declined. Alerts stand at the data's as-of, which a small world at random does not bring about. What the
 * shop does not say is as in `like`.
 */
export function outageEvents(endsAt: string, like: RawAttempt): RawAttempt[] {
  const at = Date.parse(endsAt) - dayMs / 48;
  const attempt = (daysBefore: number, index: number): RawAttempt => ({
    ...like,
    _kind: "attempt",
    source: "outage",
    transaction_id: `outage-${daysBefore}-${index}`,
    event_timestamp: new Date(at - daysBefore * dayMs + index * 1000).toISOString(),
    updated_at: null,
    amount: 25.5,
    stage: "issuer",
    payment_id: null,
    card_token: null,
    cardholder_id: null,
    is_approved: daysBefore > 0,
  });
  const before = Array.from({ length: usual.days * usual.attempts }, (_, index) =>
    attempt(1 + (index % usual.days), index),
  );
  return [...before, ...Array.from({ length: broken }, (_, index) => attempt(0, index))];
}
