import type { Rate } from "../../../analysis/rate.ts";
import { tally } from "../../../tools/amounts.ts";
import { type PaymentRow, paymentBreakdown } from "../../../tools/payment-breakdown.ts";
import { outcomeFilters } from "../../../tools/scope-predicate.ts";
import type { About } from "../../figure-sheet.ts";
import type { Impact } from "../../finding.ts";
import { confidenceOf, severityOf, type Verdict, verdict } from "../../verdict.ts";
import type { Check, Desk } from "../desk.ts";

const perAttempt = (row: Desk["now"]): Rate => ({
  numerator: row.approved,
  denominator: row.counted,
});

/** Approval now against the comparison: per attempt, on first attempts, per payment and by amount, each by its own name. */
export const approvalChange: Check = async (desk) => {
  const { sheet, now, before, receipt } = desk;
  const about = { receipt };
  const earlier: About = { receipt, period: "comparison" };
  const rate = sheet.rate("approval_rate", perAttempt(now), about);
  const others = await otherRates(desk);
  const caveats = outcomeCaveat(desk);
  if (before === null) {
    return {
      findings: [
        {
          kind: "other",
          title: `Approval per attempt was ${rate}`,
          text: `In [[range]] ${sheet.count("approved", now.approved, about)} of ${sheet.count("attempts", now.counted, about)} attempts were approved. ${others}`,
          caveats,
        },
      ],
      missing: desk.scope.compare ? ["[[compare]] holds no attempts to compare with"] : [],
    };
  }
  const change = verdict(perAttempt(now), perAttempt(before));
  const points = sheet.change("approval_rate", perAttempt(now), perAttempt(before), about);
  const [low, high] = change.intervalPp.map((end) =>
    sheet.pp("approval_rate", end, { ...about, derivation: "end of the 95 % Newcombe interval" }),
  );
  const reality = change.isReal ? "That is beyond chance" : "Chance alone explains that";
  return {
    findings: [
      {
        kind: change.isReal && change.differencePp < 0 ? "approval_drop" : "other",
        title: change.isReal
          ? `Approval per attempt ${change.direction} ${points} to ${rate}`
          : `Approval per attempt was ${rate}, no change beyond chance (${points})`,
        text: [
          `In [[range]] ${rate} of ${sheet.count("attempts", now.counted, about)} attempts were approved, against ${sheet.rate("approval_rate", perAttempt(before), earlier)} of ${sheet.count("attempts", before.counted, earlier)} in [[compare]].`,
          `${reality}: the difference lies between ${low} and ${high}.`,
          others,
        ].join(" "),
        severity: severityOf(change),
        confidence: confidenceOf(change),
        impact: change.isReal ? impactOf(desk, change) : null,
        caveats,
      },
    ],
  };
};

/** Amount gained or lost against the comparison's rate on the range's own traffic. */
const impactOf = ({ now, currency }: Desk, change: Verdict): Impact => {
  const { amount, leftOut } = tally(now, currency);
  const worth = (points: number) => Math.round(Math.abs(points / 100) * amount);
  const [low, high] = change.intervalPp.map(worth).toSorted((a, b) => a - b);
  return {
    low: low ?? 0,
    mid: worth(change.differencePp),
    high: high ?? 0,
    unit: currency,
    per: "range",
    basis: `change of the approval rate times the amount attempted${leftOut > 0 ? "; attempts without an exchange rate left out" : ""}`,
  };
};

const otherRates = async (desk: Desk): Promise<string> => {
  const { sheet, now, before, receipt, currency } = desk;
  const { result: payments, receipt: ofPayments } = await desk.call(paymentBreakdown, {
    by: [],
    within: {},
  });
  const first = sheet.rate("first_attempt_approval_rate", firstAttempts(now), { receipt });
  const { amount, approved } = tally(now, currency);
  const byAmount =
    amount === 0
      ? []
      : [
          `By amount the rate was ${sheet.share("approval_rate_by_amount", approved / amount, { receipt, derivation: `approved over attempted amount in ${currency}` })}.`,
        ];
  const firstThen = before && [
    `, against ${sheet.rate("first_attempt_approval_rate", firstAttempts(before), { receipt, period: "comparison" })} in [[compare]]`,
  ];
  const net = payments.find((row) => row.period === "current");
  const netThen = payments.find((row) => row.period === "comparison");
  return [
    `On first attempts ${first} were approved${firstThen ?? ""}.`,
    ...(net === undefined
      ? []
      : [
          `Of payments, retries included, ${sheet.rate("net_approval_rate", netRate(net), { receipt: ofPayments })} succeeded in the end${
            netThen
              ? `, against ${sheet.rate("net_approval_rate", netRate(netThen), { receipt: ofPayments, period: "comparison" })} in [[compare]]`
              : ""
          }.`,
        ]),
    ...byAmount,
  ].join(" ");
};

const firstAttempts = (row: Desk["now"]): Rate => ({
  numerator: row.first_approved,
  denominator: row.first_attempts,
});

const netRate = (row: PaymentRow): Rate => ({
  numerator: row.approved,
  denominator: row.payments,
});

/** A rate of approval among declines would be zero by definition, so the filter on the outcome is left out, and said. */
export const outcomeCaveat = ({ scope }: Pick<Desk, "scope">): string[] =>
  Object.keys(outcomeFilters(scope.filters)).length === 0
    ? []
    : [
        "An approval rate has no meaning within one decline reason: the rate is over all attempts of the selection.",
      ];
