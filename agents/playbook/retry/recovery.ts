import type { Rate } from "../../../analysis/rate.ts";
import { wilson } from "../../../analysis/wilson.ts";
import { declineReason } from "../../../lakehouse/decline/reasons.ts";
import { commonCurrency, tally } from "../../../tools/amounts.ts";
import { type RecoveryRow, retryRecovery } from "../../../tools/retry-recovery.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import type { Proposal } from "../../proposal.ts";
import { proposalOf } from "../../proposal-draft.ts";
import { minimumSample, tooFew } from "../../verdict.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

/** Recovery from which retrying more is worth proposing: the lower end of the interval. */
const worthRetrying = 0.05;

/** Payments that failed at first: what retries brought back, by the reason of that first decline. */
export const recovery: Check = async (desk) => {
  const { sheet } = desk;
  const { result, receipt } = await desk.call(retryRecovery, { within: {} });
  const rows = result.filter((row) => row.period === "current");
  if (rows.length === 0)
    return { missing: ["no payment of the range failed at first: there is nothing to recover"] };

  const currency = commonCurrency(rows);
  const allowed = rows.filter(mayBeRetried);
  const open = rows.filter((row) => !mayBeRetried(row));
  const about: About = { receipt, derivation: "sum over the reasons that may be retried" };
  const recoveredRate = rateOf(allowed);
  const openMoney = allowed.reduce((sum, row) => sum + unrecovered(row, currency), 0);
  return {
    findings: [
      {
        kind: "other",
        title:
          allowed.length === 0
            ? `None of ${sheet.count("payments", sum(rows, "failed"), { receipt })} failed payments was declined for a reason that may be retried`
            : `Of payments that failed for a reason that may be retried, ${sheet.rate("retry_recovery_rate", recoveredRate, about)} were recovered`,
        text: [
          `${sheet.count("payments", sum(allowed, "recovered"), about)} of ${sheet.count("payments", sum(allowed, "failed"), about)} such payments succeeded later; ${sheet.count("payments", sum(allowed, "retried"), about)} were tried again at all.`,
          `Still open is ${sheet.money("declined_amount", openMoney, currency, about)}.`,
          ...(open.length > 0
            ? [
                `Left out are ${sheet.count("payments", sum(open, "failed"), { receipt, derivation: "failed for a reason that must not be retried" })} payments whose reason must not be retried.`,
              ]
            : []),
        ].join(" "),
        confidence: 0.95,
        caveats: [
          "Recovered is not the same as earned by retrying: some shoppers would have come back anyway, which only a hold-out can tell.",
        ],
        table: tableOf(desk, rows, currency, receipt),
      },
    ],
    proposals: allowed.flatMap((row) => retryMore(desk, row, currency, receipt.id)),
    missing: sum(rows, "retried") === 0 ? ["no failed payment of the range was tried again"] : [],
  };
};

/** What no rule allows to repeat stays out, the reasons that no table knows included. */
const mayBeRetried = ({ reason }: RecoveryRow) => {
  const rule = declineReason(reason)?.retry.rule;
  return rule !== undefined && rule !== "never";
};

const sum = (rows: readonly RecoveryRow[], column: "failed" | "retried" | "recovered") =>
  rows.reduce((total, row) => total + row[column], 0);

const rateOf = (rows: readonly RecoveryRow[]): Rate => ({
  numerator: sum(rows, "recovered"),
  denominator: sum(rows, "failed"),
});

const unrecovered = (row: RecoveryRow, currency: string) => {
  const { amount, approved } = tally(row, currency);
  return amount - approved;
};

const tableOf = (
  { sheet }: Desk,
  rows: readonly RecoveryRow[],
  currency: string,
  receipt: Desk["receipt"],
) => ({
  columns: [
    "First decline",
    "Rule",
    "Failed",
    "Retried",
    "Recovered",
    "from",
    "to",
    "Recovered amount",
    "Open amount",
  ],
  rows: rows.map((row) => {
    const about: About = { receipt, cell: { decline_reason: [row.reason] } };
    const rate = { numerator: row.recovered, denominator: row.failed };
    const isThin = row.failed < minimumSample;
    const ends = { ...about, derivation: "end of the 95 % Wilson interval" };
    return [
      quoted(row.reason),
      (declineReason(row.reason)?.retry.rule ?? "unknown").replaceAll("_", " "),
      sheet.count("payments", row.failed, about),
      sheet.count("payments", row.retried, about),
      isThin ? tooFew : sheet.rate("retry_recovery_rate", rate, about),
      ...wilson(rate).map((end) =>
        isThin ? nothing : sheet.share("retry_recovery_rate", end, ends),
      ),
      sheet.money("approved_amount", tally(row, currency).approved, currency, about),
      sheet.money("declined_amount", unrecovered(row, currency), currency, about),
    ];
  }),
});

const retryMore = (
  desk: Desk,
  row: RecoveryRow,
  currency: string,
  evidence: string,
): Proposal[] => {
  const retry = declineReason(row.reason)?.retry;
  const [low, high] = wilson({ numerator: row.recovered, denominator: row.retried });
  const untried = row.failed - row.retried;
  if (retry === undefined || (retry.rule !== "delayed" && retry.rule !== "immediate")) return [];
  if (row.retried < minimumSample || untried < minimumSample || low < worthRetrying) return [];
  const openAmount = (unrecovered(row, currency) * untried) / (row.failed - row.recovered || 1);
  const worth = (rate: number) => Math.round(rate * openAmount);
  return [
    proposalOf(
      {
        kind: "retry_rule",
        title: `Retry the payments declined for ${quoted(row.reason)} that were not tried again`,
        target: `retry.${row.reason}`,
        diff: {
          old: { retriedPct: Math.round((100 * row.retried) / row.failed) },
          new: { rule: retry.rule, waitMinutes: retry.waitMinutes },
        },
        impact: {
          low: worth(low),
          mid: worth(row.recovered / row.retried),
          high: worth(high),
          unit: currency,
          per: "range",
          basis:
            "open amount of payments not retried times the recovery of those that were; an upper bound, since the retried ones were chosen",
        },
        evidence: [evidence],
        guardrails: [
          "Keep a random hold-out unretried, so that the effect can be measured.",
          "Stay within the networks' caps and never retry after a merchant advice that forbids it.",
        ],
      },
      desk,
    ),
  ];
};
