import { benjaminiHochberg } from "../../../analysis/benjamini-hochberg.ts";
import type { Rate } from "../../../analysis/rate.ts";
import { fitRetryModel, planRetry } from "../../../analysis/retry-plan.ts";
import { twoProportion } from "../../../analysis/two-proportion.ts";
import { declineReason } from "../../../lakehouse/decline/reasons.ts";
import { type ChanceRow, retryChances } from "../../../tools/retry-chances.ts";
import type { About } from "../../figure-sheet.ts";
import { minimumSample, tooFew } from "../../verdict.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

const mostReasons = 5;
const hourMs = 3_600_000;
const horizonMs = 14 * 24 * hourMs;
/** Assumed, and told so: what an approval earns of its amount, what a failed try costs in cents, what a day of waiting loses. */
const economics = { margin: 0.2, cost: 20, minimumChance: 0.08, impatience: 0.02 };

/** When the next try is worth most, by what retries after the same decline became before and after money came in. */
export const paydayPlan: Check = async (desk) => {
  const { result: rows, receipt } = await desk.call(retryChances, { within: {} });
  const asked = desk.scope.filters.decline_reason;
  const byReason = [...Map.groupBy(rows, ({ reason }) => reason)]
    .filter(([reason]) => asked?.includes(reason) ?? mayBeRetried(reason))
    .toSorted(([, a], [, b]) => rateOf(b).denominator - rateOf(a).denominator)
    .slice(0, mostReasons);
  if (byReason.length === 0) return {};
  const { sheet } = desk;
  const model = fitRetryModel(
    rows.map(({ reason, declines, payday, days, retries, approved }) => ({
      situation: { reason, declines, payday, days },
      retries,
      approved,
    })),
  );
  const effects = byReason.map(([reason, own]) => ({ reason, own, ...paydayEffect(own) }));
  const stands = benjaminiHochberg(effects.map(({ p }) => p));
  const clear = effects.filter(
    ({ paid, unpaid }, at) =>
      stands[at] && Math.min(paid.denominator, unpaid.denominator) >= minimumSample,
  );
  const rate = (reason: string, value: Rate, what: string) =>
    value.denominator < minimumSample
      ? tooFew
      : sheet.rate("retry_success_rate", value, {
          receipt,
          cell: { decline_reason: [reason] },
          derivation: `retries half an hour or more after the attempt before, ${what}`,
        });
  const [first] = clear;
  return {
    findings: [
      {
        kind: "other",
        title: first
          ? `After ${quoted(first.reason)} retries succeed ${rate(first.reason, first.paid, "a payday between")} where a payday lay between, ${rate(first.reason, first.unpaid, "no payday between")} where none did`
          : "Whether a payday lay between makes no difference to retries beyond chance",
        text: "The next try in the table is the morning of the highest expected value after a decline at [[as_of]]: chance times margin times the mean amount, less for every day of waiting, minus the cost of failing; a try that is not worth it is not made. Reasons that must not be retried are left out.",
        ...(first ? { cell: { decline_reason: [first.reason] } } : {}),
        confidence: first ? 0.8 : 0.6,
        caveats: [
          "Paydays are the calendar's (the first and the fifteenth of a month, Fridays), not the cardholder's; waits were not assigned at random.",
          `Assumed are a margin of ${sheet.share("approved_amount", economics.margin, { receipt, derivation: "assumed: no margin is loaded" })} and ${sheet.money("cost_per_approval", economics.cost, "USD", { receipt, derivation: "assumed cost of a failed try" })} for a try that fails.`,
          "A chance is that of a payment still open: payments that were not tried again count neither as saved nor as lost.",
        ],
        table: {
          columns: [
            "First decline",
            "Payday between",
            "None between",
            "Next try after",
            "Chance",
            "Worth",
          ],
          rows: effects.map(({ reason, own, paid, unpaid }) => [
            quoted(reason),
            rate(reason, paid, "a payday between"),
            rate(reason, unpaid, "no payday between"),
            ...nextTry(desk, model, reason, own, receipt),
          ]),
        },
      },
    ],
  };
};

const mayBeRetried = (reason: string) => {
  const rule = declineReason(reason)?.retry.rule;
  return rule !== undefined && rule !== "never";
};

const rateOf = (rows: readonly ChanceRow[]): Rate => ({
  numerator: rows.reduce((sum, row) => sum + row.approved, 0),
  denominator: rows.reduce((sum, row) => sum + row.retries, 0),
});

const paydayEffect = (rows: readonly ChanceRow[]) => {
  const paid = rateOf(rows.filter(({ payday }) => payday !== "none"));
  const unpaid = rateOf(rows.filter(({ payday }) => payday === "none"));
  return { paid, unpaid, p: twoProportion(paid, unpaid).p };
};

const nextTry = (
  { sheet, scope }: Desk,
  model: ReturnType<typeof fitRetryModel>,
  reason: string,
  own: readonly ChanceRow[],
  receipt: Desk["receipt"],
): string[] => {
  const { denominator } = rateOf(own);
  if (denominator < minimumSample) return [tooFew, tooFew, tooFew];
  const amount = own.reduce((sum, row) => sum + row.amount_usd_cents, 0) / denominator;
  const at = Date.parse(scope.asOf);
  const planned = planRetry(
    model,
    {
      reason,
      declines: 1,
      firstDeclineAt: at,
      lastDeclineAt: at,
      notBefore: at,
      until: at + horizonMs,
    },
    { amount, ...economics },
  );
  if (planned === null) return ["not worth a try", "too low", "nothing"];
  const about: About = { receipt, cell: { decline_reason: [reason] } };
  return [
    sheet.hours("retry_success_rate", Math.round((planned.at - at) / hourMs), {
      ...about,
      derivation: "from a decline at the as-of to the morning worth most",
    }),
    sheet.share("retry_success_rate", planned.chance, {
      ...about,
      derivation: "chance learned from retries, pulled towards all retries where they are few",
    }),
    sheet.money("approved_amount", planned.expectedValue, "USD", {
      ...about,
      derivation: "expected value of one try of the mean amount",
    }),
  ];
};
