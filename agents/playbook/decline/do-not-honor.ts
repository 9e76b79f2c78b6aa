import { benjaminiHochberg } from "../../../analysis/benjamini-hochberg.ts";
import type { Rate } from "../../../analysis/rate.ts";
import { twoProportion } from "../../../analysis/two-proportion.ts";
import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import type { Filters } from "../../../lakehouse/scope.ts";
import { declineCells } from "../../../tools/decline-cells.ts";
import type { Receipt } from "../../../tools/receipt.ts";
import { notGiven } from "../../../tools/scope-predicate.ts";
import { minimumSample } from "../../verdict.ts";
import { cellWords, dimensionWords, quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

const reason = "DO_NOT_HONOR";

/** Along what it is split, and what an excess there usually hides. */
const readings: readonly { readonly by: Dimension; readonly hides: string }[] = [
  { by: "issuer", hides: "a rule or an outage of that issuer" },
  {
    by: "issuer_country",
    hides: "issuers of that country treating this traffic as foreign or risky",
  },
  { by: "amount_bucket", hides: "missing funds or a limit, where larger amounts fail" },
  { by: "funding_type", hides: "missing funds on debit and prepaid cards" },
  { by: "three_ds_result", hides: "an issuer that wants authentication" },
  { by: "merchant_id", hides: "a set-up that issuers dislike" },
  { by: "initiated_by", hides: "stored credentials that issuers do not recognise" },
];

interface Excess {
  readonly cell: Filters;
  readonly inside: Rate;
  readonly outside: Rate;
  readonly p: number;
  readonly hides: string;
  readonly receipt: Receipt;
}

/** "Do not honour" is a mixture: where it is more frequent than elsewhere, and what that usually means. */
export const doNotHonor: Check = async (desk) => {
  const { sheet } = desk;
  const excesses: Excess[] = [];
  for (const { by, hides } of readings) excesses.push(...(await excessesBy(desk, by, hides)));
  const stands = benjaminiHochberg(excesses.map(({ p }) => p));
  const found = excesses
    .filter((_, index) => stands[index])
    .toSorted((a, b) => lost(b) - lost(a))
    .slice(0, 6);
  const { result: totals, receipt } = await desk.call(declineCells, { by: [], within: {}, reason });
  const total = totals.find((row) => row.period === "current");
  const rate = { numerator: total?.in_reason ?? 0, denominator: total?.counted ?? 0 };
  const about = { receipt, cell: { decline_reason: [reason] } };
  const [main] = found;
  return {
    findings: [
      {
        kind: "other",
        title:
          main === undefined
            ? `Nothing stands out inside ${quoted(reason)}: ${sheet.rate("decline_rate", rate, about)} of attempts everywhere alike`
            : `${quoted(reason)} concentrates in ${cellWords(main.cell)}: ${sheet.rate("decline_rate", main.inside, { receipt: main.receipt, cell: { ...main.cell, decline_reason: [reason] } })} of attempts there`,
        text: [
          `In all it is ${sheet.rate("decline_rate", rate, about)} of ${sheet.count("attempts", rate.denominator, { receipt })} attempts.`,
          ...(main === undefined
            ? [`Looked at by ${dimensionWords(readings.map(({ by }) => by))}, one at a time.`]
            : [
                `An excess of this kind usually hides ${main.hides}; the code itself does not say.`,
              ]),
        ].join(" "),
        cell: main?.cell ?? {},
        severity: main === undefined ? "info" : "low",
        confidence: 0.6,
        caveats: [
          "What hides behind the code is an inference from where it occurs, not a fact in the data.",
        ],
        table: found.length === 0 ? null : tableOf(desk, found),
      },
    ],
  };
};

const excessesBy = async (desk: Desk, by: Dimension, hides: string): Promise<Excess[]> => {
  const { result, receipt } = await desk.call(declineCells, { by: [by], within: {}, reason });
  const rows = result.filter((row) => row.period === "current");
  const total = rateOf(rows);
  return rows
    .filter((row) => row.counted >= minimumSample && row.by_1 !== notGiven)
    .flatMap((row) => {
      const inside = rateOf([row]);
      const outside = {
        numerator: total.numerator - inside.numerator,
        denominator: total.denominator - inside.denominator,
      };
      const { z, p } = twoProportion(inside, outside);
      return z > 0 && outside.denominator >= minimumSample
        ? [{ cell: row.cell, inside, outside, p, hides, receipt }]
        : [];
    });
};

const rateOf = (
  rows: readonly { readonly in_reason: number; readonly counted: number }[],
): Rate => ({
  numerator: rows.reduce((sum, row) => sum + row.in_reason, 0),
  denominator: rows.reduce((sum, row) => sum + row.counted, 0),
});

/** Declines beyond what the rate elsewhere would give. */
const lost = ({ inside, outside }: Excess) =>
  inside.numerator - (inside.denominator * outside.numerator) / outside.denominator;

const tableOf = ({ sheet }: Desk, found: readonly Excess[]) => ({
  columns: ["Where", "Rate there", "Rate elsewhere", "Difference", "Usually hides"],
  rows: found.map(({ cell, inside, outside, hides, receipt }) => {
    const about = { receipt, cell: { ...cell, decline_reason: [reason] } };
    const elsewhere = {
      receipt,
      cell: { decline_reason: [reason] },
      derivation: "all other values of the same dimension",
    };
    return [
      cellWords(cell),
      sheet.rate("decline_rate", inside, about),
      sheet.rate("decline_rate", outside, elsewhere),
      sheet.change("decline_rate", inside, outside, about),
      hides,
    ];
  }),
});
