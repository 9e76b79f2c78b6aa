import type { RawEvents } from "../silver/raw-events.fixture.ts";
import {
  type ExpectedAttempt,
  recomputeAttempts,
  timeOf,
} from "../silver/recomputed-attempts.fixture.ts";
import {
  type Attempts,
  approvalCells,
  approvedOf,
  type Cells,
  dayOf,
  distinct,
  hourOf,
  latencyCells,
  mean,
  pct,
  riskCells,
  riskTier,
  sum,
  threeDsCells,
  usd,
} from "./recomputed-cells.fixture.ts";
import { recoveries, retries, topReasons } from "./recomputed-declines.fixture.ts";
import { qualityChecks, qualitySummary, unknownFields } from "./recomputed-quality.fixture.ts";

const dayMs = 86_400_000;
const merchants = (attempts: Attempts) => distinct(attempts.map((a) => a.merchant_id));

/** One row a combination of these columns, made of its attempts. */
const grouped = (
  attempts: Attempts,
  keyOf: (attempt: ExpectedAttempt) => Cells,
  cellsOf: (attempts: Attempts) => Cells,
): Cells[] =>
  [...Map.groupBy(attempts, (a) => JSON.stringify(keyOf(a)))].map(([key, members]) => ({
    ...JSON.parse(key),
    ...cellsOf(members),
  }));

const kpis = (attempts: Attempts, counted: Attempts): Cells => ({
  ...approvalCells(counted),
  ...threeDsCells(counted),
  ...riskCells(counted),
  total_transactions: counted.length,
  uncounted_attempts: attempts.length - counted.length,
  unique_merchants: merchants(counted),
  unique_countries: distinct(counted.map((a) => a.issuer_country)),
  total_transaction_value: sum(usd(counted)),
  avg_transaction_amount: mean(usd(counted)),
  approval_rate_by_amount_pct: pct(sum(usd(approvedOf(counted))) ?? 0, sum(usd(counted)) ?? 0),
  period_start: counted.map((a) => a.event_timestamp).toSorted()[0] ?? null,
  period_end:
    counted
      .map((a) => a.event_timestamp)
      .toSorted()
      .at(-1) ?? null,
});

const dailyTrends = (counted: Attempts): Cells[] => {
  const days = Map.groupBy(counted, dayOf);
  return [...days].map(([event_date, members]) => {
    const before = new Date(Date.parse(event_date) - dayMs).toISOString().slice(0, 10);
    const previous = days.get(before);
    return {
      event_date,
      ...approvalCells(members),
      transactions: members.length,
      approval_rate: pct(approvedOf(members).length, members.length),
      dod_volume_change: previous === undefined ? null : members.length - previous.length,
    };
  });
};

/** Decisions that the feed recorded: no policy named and nothing said of 3-D Secure, no decision. */
const decisions = (attempts: Attempts): Cells[] =>
  attempts.flatMap((a) => {
    const { source, transaction_id, merchant_id } = a;
    const shared = { source, transaction_id, merchant_id, event_date: dayOf(a) };
    const routing = { ...shared, decision_type: "routing", decision: a.processor };
    const authentication = { ...shared, decision_type: "authentication" };
    return [
      ...(a.route_policy === null ? [] : [{ ...routing, policy: a.route_policy }]),
      ...(a.uses_3ds === null
        ? []
        : [{ ...authentication, decision: a.uses_3ds ? "3ds" : "none" }]),
    ];
  });

const merchantRows = (attempts: Attempts): Cells[] =>
  [...Map.groupBy(attempts, (a) => a.merchant_id)].map(([merchant_id, own]) => {
    const sayings = Map.groupBy(own, (a) =>
      JSON.stringify([a.merchant_segment ?? "~", a.merchant_country ?? "~"]),
    );
    const [most] = [...sayings].toSorted(
      ([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1),
    );
    const [first] = own.toSorted((a, b) => timeOf(a) - timeOf(b));
    return {
      merchant_id,
      merchant_segment: most?.[1][0]?.merchant_segment ?? null,
      merchant_country: most?.[1][0]?.merchant_country ?? null,
      merchant_risk_tier: null,
      created_at: first === undefined ? null : dayOf(first),
    };
  });

/** What every view of gold says about these raw events: rows by view, each with the columns worked out here. */
export function recomputeGold(events: RawEvents): Readonly<Record<string, readonly Cells[]>> {
  const { attempts } = recomputeAttempts(events);
  const counted = attempts.filter((a) => a.isCounted);
  const times = attempts.map(timeOf);
  const asOf = times.length === 0 ? null : Math.max(...times);
  const dayStart = Math.floor((asOf ?? 0) / dayMs) * dayMs;
  const hourStart = Math.floor((asOf ?? 0) / 3_600_000) * 3_600_000;
  const days = (count: number) => (a: ExpectedAttempt) =>
    timeOf(a) >= dayStart - (count - 1) * dayMs;
  const last30 = counted.filter(days(30));
  const lastHour = counted.filter((a) => timeOf(a) > (asOf ?? 0) - 3_600_000);
  const solutionAndNetwork = (members: Attempts) => ({
    ...approvalCells(members),
    ...latencyCells(members),
  });
  return {
    v_as_of: [
      {
        as_of: asOf === null ? null : new Date(asOf).toISOString(),
        as_of_hour: asOf === null ? null : new Date(hourStart).toISOString(),
        attempts: attempts.length,
      },
    ],
    v_executive_kpis: [kpis(attempts, counted)],
    v_approval_kpis: grouped(
      counted,
      (a) => ({ event_date: dayOf(a) }),
      (members) => ({
        ...approvalCells(members),
        unique_merchants: merchants(members),
      }),
    ),
    v_daily_trends: dailyTrends(counted.filter(days(90))),
    v_approval_trends_hourly: grouped(
      counted.filter((a) => timeOf(a) >= hourStart - 167 * 3_600_000),
      (a) => ({ hour: hourOf(a) }),
      (members) => ({
        ...approvalCells(members),
        active_segments: distinct(members.map((a) => a.merchant_segment)),
      }),
    ),
    v_last_hour_performance: [
      {
        ...approvalCells(lastHour),
        transactions_last_hour: lastHour.length,
        declines_last_hour: lastHour.length - approvedOf(lastHour).length,
        high_risk_transactions: lastHour.filter((a) => riskTier(a) === "high").length,
        active_segments: distinct(lastHour.map((a) => a.merchant_segment)),
      },
    ],
    v_performance_by_geography: grouped(
      counted,
      (a) => ({ country: a.issuer_country }),
      (members) => ({ ...approvalCells(members), unique_merchants: merchants(members) }),
    ),
    v_merchant_segment_performance: grouped(
      last30,
      (a) => ({ merchant_segment: a.merchant_segment }),
      (members) => ({
        ...approvalCells(members),
        ...threeDsCells(members),
        unique_merchants: merchants(members),
      }),
    ),
    v_solution_performance: grouped(
      last30,
      (a) => ({ payment_solution: a.payment_solution }),
      solutionAndNetwork,
    ),
    v_card_network_performance: grouped(
      last30,
      (a) => ({ card_network: a.card_network }),
      solutionAndNetwork,
    ),
    v_routing_performance: grouped(
      counted,
      ({ processor, payment_solution, card_network }) => ({
        processor,
        payment_solution,
        card_network,
      }),
      solutionAndNetwork,
    ),
    v_risk_signals: grouped(
      counted,
      (a) => ({
        merchant_segment: a.merchant_segment,
        issuer_country: a.issuer_country,
        risk_tier: riskTier(a),
      }),
      (members) => ({ ...approvalCells(members), ...riskCells(members) }),
    ),
    v_top_decline_reasons: topReasons(counted),
    v_retry_performance: retries(last30),
    ...recoveries(last30),
    decision_log_silver: decisions(attempts),
    merchants_dim_bronze: merchantRows(attempts),
    v_data_quality_summary: qualitySummary(attempts, events),
    v_data_quality: qualityChecks(attempts, events, days(7)),
    unknown_field_cube_daily: unknownFields(attempts),
  };
}
