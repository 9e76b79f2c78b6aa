import type { RawEvents } from "../silver/raw-events.fixture.ts";
import { timeOf } from "../silver/recomputed-attempts.fixture.ts";
import { type Attempts, type Cells, dayOf, known, pct, usd } from "./recomputed-cells.fixture.ts";

const fraudScores = (attempts: Attempts) => known(attempts.map((a) => a.fraud_score));
const sourcesOf = (attempts: Attempts) => Map.groupBy(attempts, (a) => a.source);

export const qualitySummary = (attempts: Attempts, events: RawEvents): Cells[] => {
  const sources = [...attempts, ...events.disputes].map((row) => row.source);
  return [...new Set([...sources, ...events.quarantinedOf])].map((source) => {
    const own = attempts.filter((a) => a.source === source);
    const kept = own.filter((a) => !a.isDuplicate);
    const ended = (stage: string) =>
      kept.filter((a) => a.stage === stage && a.amount_minor > 0).length;
    const disputes = events.disputes.filter((d) => d.source === source);
    const ids = new Set(own.map((a) => a.transaction_id));
    return {
      source,
      attempts: own.length,
      counted_attempts: own.filter((a) => a.isCounted).length,
      suspected_duplicates: own.length - kept.length,
      account_checks: kept.filter((a) => a.amount_minor === 0).length,
      blocked_attempts: ended("blocked"),
      failed_authentications: ended("authentication"),
      cancelled_attempts: ended("cancelled"),
      without_usd: own.length - usd(own).length,
      unmapped_declines: own.filter((a) => a.reason === "OTHER").length,
      explained_declines: own.filter((a) => a.reason !== null).length,
      linked_by_given_id: own.filter((a) => a.linkBasis === "given").length,
      linked_by_inference: own.filter((a) => a.linkBasis === "inferred").length,
      not_linked: own.filter((a) => a.linkBasis === "none").length,
      with_fraud_score: fraudScores(own).length,
      with_card_token: known(own.map((a) => a.card_token)).length,
      with_fee_usd: known(own.map((a) => a.fee_usd)).length,
      quarantined_rows: events.quarantinedOf.filter((of) => of === source).length,
      disputes: disputes.length,
      disputes_without_attempt: disputes.filter((d) => !ids.has(d.transaction_id)).length,
    };
  });
};

const fieldsOf = (extra: string | null): string[] =>
  extra === null ? [] : Object.keys(JSON.parse(extra));

export const unknownFields = (attempts: Attempts): Cells[] =>
  [...Map.groupBy(attempts, (a) => `${dayOf(a)} ${a.source}`).values()].flatMap((own) =>
    [
      ...Map.groupBy(
        own.flatMap((a) => fieldsOf(a.extra)),
        (field) => field,
      ),
    ].map(([field, seen]) => ({
      event_date: own[0] === undefined ? null : dayOf(own[0]),
      source: own[0]?.source ?? null,
      field,
      attempts: seen.length,
    })),
  );

/** The checks of `v_data_quality` that need no calendar of usual hours. */
export const qualityChecks = (
  attempts: Attempts,
  events: RawEvents,
  isRecent: (attempt: Attempts[number]) => boolean,
): Cells[] => {
  const check = (
    check_name: string,
    source: string,
    subject: string,
    part: number,
    whole: number,
  ) => ({ check_name, source, subject, part, whole, value: pct(part, whole) });
  const recent = [...sourcesOf(attempts.filter(isRecent))].flatMap(([source, own]) => [
    check(
      "duplicates",
      source,
      "suspected duplicates of the last 7 days",
      own.filter((a) => a.isDuplicate).length,
      own.length,
    ),
    check(
      "money",
      source,
      "without an exchange rate in the last 7 days",
      own.length - usd(own).length,
      own.length,
    ),
    check(
      "declines",
      source,
      "codes that no table knows in the last 7 days",
      own.filter((a) => a.reason === "OTHER").length,
      own.filter((a) => a.reason !== null).length,
    ),
  ]);
  const total = (source: string) => sourcesOf(attempts).get(source)?.length ?? 0;
  const quarantined = [...Map.groupBy(events.quarantinedOf, (source) => source)].map(
    ([source, rows]) =>
      check("quarantine", source, "bad_amount", rows.length, rows.length + total(source)),
  );
  const fields = [...sourcesOf(attempts)].flatMap(([source, own]) =>
    [
      ...Map.groupBy(
        own.flatMap((a) => fieldsOf(a.extra)),
        (field) => field,
      ),
    ].map(([field, seen]) => check("unknown_field", source, field, seen.length, own.length)),
  );
  const asOf = Math.max(...attempts.map(timeOf));
  const fresh = [...sourcesOf(attempts)].map(([source, own]) => ({
    check_name: "freshness",
    source,
    subject: "hours behind the newest event",
    value: (asOf - Math.max(...own.map(timeOf))) / 3_600_000,
  }));
  return [...recent, ...quarantined, ...fields, ...fresh];
};
