import type { Rate } from "../../../analysis/rate.ts";
import type { About } from "../../figure-sheet.ts";
import type { Check } from "../desk.ts";
import { type ReasonChange, reasonChanges } from "./reason-rows.ts";

/** Who can do something about the declines, and what they are worth. */
export const owners: Check = async (desk) => {
  const { changes, receipt } = await reasonChanges(desk);
  const declined = desk.now.counted - desk.now.approved;
  if (changes.length === 0 || declined === 0) return {};
  const { sheet } = desk;
  const groups = [...Map.groupBy(changes, ({ owner }) => owner)]
    .map(([owner, own]) => ({ owner, own, share: shareOf(own, declined) }))
    .toSorted((a, b) => b.share.numerator - a.share.numerator);
  const [first] = groups;
  if (first === undefined || first.share.numerator === 0) return {};
  const derivation = "sum over the reasons that belong to this owner";
  const about: About = { receipt, derivation };
  return {
    findings: [
      {
        kind: "other",
        title: `The largest part of declines is for the ${first.owner} to resolve: ${sheet.rate("decline_share", first.share, about)} of declines`,
        text: `Each canonical reason has one owner: whoever can change its cause.`,
        confidence: 0.9,
        table: {
          columns: ["Owner", "Declines", "Share of declines", "Declined amount", "Hard to undo"],
          rows: groups.map(({ owner, own, share }) => [
            owner,
            sheet.count("declined", share.numerator, about),
            sheet.rate("decline_share", share, about),
            sheet.money(
              "declined_amount",
              own.reduce((sum, { amount }) => sum + amount.minor, 0),
              own[0]?.amount.currency ?? "USD",
              about,
            ),
            sheet.rate("decline_share", shareOf(own.filter(isHard), share.numerator), {
              receipt,
              derivation: "declines of class hard, fraud or policy over the owner's declines",
            }),
          ]),
        },
      },
    ],
  };
};

const shareOf = (changes: readonly ReasonChange[], denominator: number): Rate => ({
  numerator: changes.reduce((sum, { rate }) => sum + rate.now.numerator, 0),
  denominator,
});

const isHard = (change: ReasonChange) => ["hard", "fraud", "policy"].includes(change.class);
