import type { Rate } from "../../../analysis/rate.ts";
import { type Dimension, dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { authenticationFunnel, type FunnelRow } from "../../../tools/authentication-funnel.ts";
import { notGiven } from "../../../tools/scope-predicate.ts";
import type { About } from "../../figure-sheet.ts";
import { minimumSample, tooFew } from "../../verdict.ts";
import { cellWords } from "../../words.ts";
import type { Check } from "../desk.ts";

const mostRows = 10;
/** Ways that ask the shopper for something. */
const challenged = ["challenged", "abandoned", "failed"];
/** Ways in which authentication was asked for and its result is known. */
const known = ["frictionless", ...challenged, "unavailable"];

/** The way through authentication by country: frictionless, challenges left by the shopper, approved in the end. */
export const threeDsByCountry: Check = async (desk) => {
  const [named] = desk.task.by;
  const by: Dimension = named ?? "issuer_country";
  const { result, receipt } = await desk.call(authenticationFunnel, { by: [by], within: {} });
  const asked = result.filter((row) => row.period === "current" && known.includes(row.path));
  const groups = [...Map.groupBy(asked, (row) => row.by_1 ?? notGiven)]
    .map(([value, own]) => ({ value, own, attempts: attemptsOf(own) }))
    .filter(({ value, attempts }) => value !== notGiven && attempts >= minimumSample)
    .toSorted((a, b) => fractionOf(lost(b.own)) - fractionOf(lost(a.own)));
  const [worst] = groups;
  if (worst === undefined) return {};
  const { sheet } = desk;
  const cellOf = (value: string) => ({ [by]: [value] });
  const rate = (value: string, of: Rate, what: string) =>
    of.denominator < minimumSample
      ? tooFew
      : sheet.rate("payment_success_rate", of, {
          receipt,
          cell: cellOf(value),
          derivation: what,
        } satisfies About);
  return {
    findings: [
      {
        kind: "other",
        title: `Authentication loses most in ${cellWords(cellOf(worst.value))}: ${rate(worst.value, lost(worst.own), "abandoned or failed, of attempts asked to authenticate")} of the attempts asked are abandoned or fail`,
        text: `By ${dimension(by).words[0]}, the share that passes without a challenge, the share of challenges that the shopper leaves or fails, and what ends approved of all that were asked; frictionless ones are in the base.`,
        cell: cellOf(worst.value),
        confidence: 0.7,
        caveats: [
          "Who is asked differs by country and by risk: rows describe what happens to those asked, not what authentication does.",
        ],
        table: {
          columns: [
            dimension(by).words[0],
            "Asked",
            "Frictionless",
            "Challenges lost",
            "Lost of all asked",
            "Approved of all asked",
          ],
          rows: groups.slice(0, mostRows).map(({ value, own, attempts }) => [
            cellWords(cellOf(value)),
            sheet.count("attempts", attempts, {
              receipt,
              cell: cellOf(value),
              derivation: "attempts asked to authenticate whose result is known",
            }),
            rate(value, share(own, ["frictionless"], known), "passed without a challenge"),
            rate(value, share(own, ["abandoned", "failed"], challenged), "of challenges"),
            rate(value, lost(own), "abandoned or failed, of attempts asked to authenticate"),
            rate(
              value,
              { numerator: own.reduce((sum, row) => sum + row.approved, 0), denominator: attempts },
              "approved, of attempts asked to authenticate",
            ),
          ]),
        },
      },
    ],
  };
};

const attemptsOf = (rows: readonly FunnelRow[]) => rows.reduce((sum, row) => sum + row.attempts, 0);

const share = (
  rows: readonly FunnelRow[],
  paths: readonly string[],
  of: readonly string[],
): Rate => ({
  numerator: attemptsOf(rows.filter(({ path }) => paths.includes(path))),
  denominator: attemptsOf(rows.filter(({ path }) => of.includes(path))),
});

const lost = (rows: readonly FunnelRow[]) => share(rows, ["abandoned", "failed"], known);

const fractionOf = ({ numerator, denominator }: Rate) =>
  denominator === 0 ? 0 : numerator / denominator;
