import type { Rate } from "../../../analysis/rate.ts";
import { commonCurrency, tally } from "../../../tools/amounts.ts";
import { fraudScores, type ScoreRow } from "../../../tools/fraud-scores.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import { confidenceOf, minimumSample, tooFew, verdict } from "../../verdict.ts";
import type { Check, Desk } from "../desk.ts";

/** Tenth of the score from which an attempt counts as high risk: 0.7, the upper band of the specification. */
const highFrom = 7;
const tenthWords = [
  "lowest tenth",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "highest tenth",
];

/** Whether scored risk is rising, and what a stricter threshold would cost: the trade-off by score. */
export const fraudTrend: Check = async (desk) => {
  const { sheet, now } = desk;
  if (now.scored === 0) return { missing: ["this export has no fraud scores"] };
  const { result: rows, receipt } = await desk.call(fraudScores, { within: {} });
  const current = rows.filter((row) => row.period === "current");
  const before = rows.filter((row) => row.period === "comparison");
  const high = highShare(current);
  const about: About = { receipt, derivation: "scored attempts from 0.7 over all scored attempts" };
  const change = before.length === 0 ? null : verdict(high, highShare(before));
  const points = change && sheet.change("high_risk_share", high, highShare(before), about);
  const share = sheet.rate("high_risk_share", high, about);
  return {
    findings: [
      {
        kind: "other",
        title:
          change?.isReal && points
            ? `High-risk attempts ${change.direction} ${points} to ${share} of scored attempts`
            : `High-risk attempts are ${share} of scored attempts${points ? `, no change beyond chance (${points})` : ""}`,
        text: `Scored are ${sheet.rate("attempts", { numerator: now.scored, denominator: now.counted }, { receipt: desk.receipt })} of attempts. The table gives for every score what refusing it and all higher ones would lose in good approvals and save in fraud; what it saves is what has been disputed so far.`,
        severity: change?.isReal && change.differencePp > 0 ? "medium" : "info",
        confidence: change ? confidenceOf(change) : 0.7,
        caveats: [
          "A score is an estimate of risk, not fraud; disputes arrive weeks later, so that young periods look clean.",
        ],
        table: tradeOff(desk, current, receipt),
      },
    ],
  };
};

const highShare = (rows: readonly ScoreRow[]): Rate => {
  const count = (own: readonly ScoreRow[]) => own.reduce((sum, row) => sum + row.counted, 0);
  return {
    numerator: count(rows.filter((row) => row.tenth >= highFrom)),
    denominator: count(rows),
  };
};

const tradeOff = ({ sheet }: Desk, rows: readonly ScoreRow[], receipt: Desk["receipt"]) => {
  const currency = commonCurrency(rows);
  /** Each tenth's approved amount, split as its approvals are: disputed for fraud so far, and not. */
  const tighteningFrom = (tenth: number) => {
    const refused = rows.filter((row) => row.tenth >= tenth && row.approved > 0);
    const saved = refused.reduce(
      (sum, row) => sum + (tally(row, currency).approved * row.fraud_disputed) / row.approved,
      0,
    );
    const approved = refused.reduce((sum, row) => sum + tally(row, currency).approved, 0);
    return [
      {
        amount: approved - saved,
        what: "approved amount of this and all higher scores that is not disputed for fraud",
      },
      {
        amount: saved,
        what: "approved amount of this and all higher scores times the share of approvals disputed for fraud so far",
      },
    ];
  };
  return {
    columns: [
      "Fraud score",
      "Attempts",
      "Approved",
      "Approved amount",
      "Disputed for fraud",
      "Refusing from here loses",
      "and saves",
    ],
    rows: rows
      .toSorted((a, b) => a.tenth - b.tenth)
      .map((row) => {
        const label = tenthWords[row.tenth] ?? nothing;
        const about: About = { receipt, derivation: `attempts in the ${label} of the score` };
        return [
          label,
          sheet.count("attempts", row.counted, about),
          row.counted < minimumSample
            ? tooFew
            : sheet.rate(
                "approval_rate",
                { numerator: row.approved, denominator: row.counted },
                about,
              ),
          sheet.money("approved_amount", tally(row, currency).approved, currency, about),
          sheet.count("fraud_dispute_rate", row.fraud_disputed, about),
          ...tighteningFrom(row.tenth).map(({ amount, what }) =>
            sheet.money("approved_amount", amount, currency, { receipt, derivation: what }),
          ),
        ];
      }),
  };
};
