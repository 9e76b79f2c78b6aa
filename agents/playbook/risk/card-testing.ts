import { type Burst, cardTesting } from "../../../tools/card-testing.ts";
import type { About } from "../../figure-sheet.ts";
import { proposalOf } from "../../proposal-draft.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

/** An hour is looked at from this many attempts of one merchant and BIN. */
const minimum = 30;
/** How many times the usual hour makes a burst. */
const timesUsual = 5;
/** Card testers are mostly declined and try small amounts; a sale is neither. */
const mostlyDeclined = 0.5;
const mostlySmall = 0.5;

const hourMs = 3_600_000;

/** Bursts of small, mostly declined attempts on one BIN. A flash sale is busy too, but approved and of usual amounts. */
export const cardTestingCheck: Check = async (desk) => {
  const { scope, sheet } = desk;
  const { result: busy, receipt } = await desk.call(cardTesting, { within: {}, minimum });
  const hours = Math.max(
    1,
    (Date.parse(scope.range.to) - Date.parse(scope.range.from)) / hourMs - 1,
  );
  const attacks = busy.filter((burst) => isAttack(burst, hours));
  const [first] = attacks.toSorted((a, b) => (a.hour < b.hour ? -1 : 1));
  if (first === undefined) {
    return {
      findings: [
        {
          kind: "other",
          title: `No sign of card testing among ${sheet.count("attempts", desk.now.counted, { receipt: desk.receipt })} attempts`,
          text: `Looked for were hours of one merchant and BIN with many times the usual attempts, mostly declined and mostly small.${lookAlikes(desk, busy, hours, receipt)}`,
          confidence: 0.8,
        },
      ],
      missing:
        busy.some(({ cards }) => cards > 0) || busy.length === 0
          ? []
          : ["this export has no card fingerprint: distinct cards in a burst cannot be counted"],
    };
  }
  const cell = { merchant_id: [first.merchant_id], card_bin: [first.card_bin] };
  const own = attacks.filter(
    ({ merchant_id, card_bin }) => merchant_id === first.merchant_id && card_bin === first.card_bin,
  );
  const about: About = { receipt, cell, derivation: "sum over the hours of the burst" };
  const attempts = sum(own, "attempts");
  return {
    findings: [
      {
        kind: "card_testing",
        title: `Card testing is likely at merchant ${quoted(first.merchant_id)} on BIN ${quoted(first.card_bin)}: ${sheet.count("attempts", attempts, about)} attempts in ${sheet.hours("attempts", own.length, about)}`,
        text: `It begins [[onset]]. ${sheet.rate("decline_rate", { numerator: sum(own, "declined"), denominator: attempts }, about)} of the attempts were declined and ${sheet.rate("attempts", { numerator: sum(own, "small"), denominator: attempts }, about)} were small or without an amount.`,
        cell,
        onset: first.hour,
        severity: "critical",
        confidence: 0.85,
        caveats: [
          "What is busy and mostly approved at usual amounts is taken for a sale and left out.",
        ],
        table: tableOf(desk, attacks, receipt),
      },
    ],
    proposals: [contained(desk, first, receipt)],
  };
};

/** Stops the attack where it is, and nothing else. */
const contained = (desk: Desk, { merchant_id, card_bin }: Burst, receipt: Desk["receipt"]) =>
  proposalOf(
    {
      kind: "three_ds_rule",
      title: `Ask for a challenge, and limit attempts per device, on BIN ${quoted(card_bin)} at merchant ${quoted(merchant_id)}`,
      target: `risk.velocity.${merchant_id}.${card_bin}`,
      diff: {
        old: { challenge: false },
        new: { challenge: true, limit: "per device and card", smallAmountsOnly: true },
      },
      evidence: [receipt.id],
      guardrails: [
        "Lift it when the hours are as usual again.",
        "Watch approval of the merchant's other traffic.",
      ],
    },
    desk,
  );

const isBurst = (burst: Burst, otherHours: number) =>
  burst.attempts >= timesUsual * Math.max(1, burst.other_hours / otherHours);

/** Busy hours that are none: a sale has many attempts too, but issuers approve them. */
const lookAlikes = (
  { sheet }: Desk,
  busy: readonly Burst[],
  otherHours: number,
  receipt: Desk["receipt"],
): string => {
  const bursts = busy.filter((burst) => isBurst(burst, otherHours) && !isAttack(burst, otherHours));
  if (bursts.length === 0) return "";
  const attempts = sum(bursts, "attempts");
  const about: About = { receipt, derivation: "sum over busy hours that are no attack" };
  return ` ${sheet.count("attempts", attempts, about)} attempts lie in hours just as busy that look like a sale: ${sheet.rate("decline_rate", { numerator: sum(bursts, "declined"), denominator: attempts }, about)} of them were declined, ${sheet.rate("attempts", { numerator: sum(bursts, "small"), denominator: attempts }, about)} were small.`;
};

const isAttack = (burst: Burst, otherHours: number) =>
  isBurst(burst, otherHours) &&
  burst.declined >= mostlyDeclined * burst.attempts &&
  burst.small >= mostlySmall * burst.attempts;

const sum = (bursts: readonly Burst[], column: "attempts" | "declined" | "small") =>
  bursts.reduce((total, burst) => total + burst[column], 0);

const tableOf = ({ sheet }: Desk, attacks: readonly Burst[], receipt: Desk["receipt"]) => ({
  columns: ["Merchant and BIN", "Attempts in the hour", "Declined", "Small", "Distinct cards"],
  rows: attacks.slice(0, 10).map((burst) => {
    const about: About = {
      receipt,
      cell: { merchant_id: [burst.merchant_id], card_bin: [burst.card_bin] },
      derivation: `the hour from ${burst.hour}`,
    };
    return [
      `${quoted(burst.merchant_id)} ${quoted(burst.card_bin)}`,
      ...[burst.attempts, burst.declined, burst.small, burst.cards].map((value) =>
        sheet.count("attempts", value, about),
      ),
    ];
  }),
});
