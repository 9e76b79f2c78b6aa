import type { Rate } from "../../../analysis/rate.ts";
import { wilson } from "../../../analysis/wilson.ts";
import { dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { declineCells } from "../../../tools/decline-cells.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import { minimumSample, tooFew } from "../../verdict.ts";
import { cellWords, dimensionWords, quoted } from "../../words.ts";
import type { Check } from "../desk.ts";
import { reasons } from "./reasons.ts";

const mostRows = 20;

/** Declines per attempt by the dimensions asked for; by reason when the question names no other dimension. */
export const declineBreakdown: Check = async (desk) => {
  const by = desk.task.by
    .filter((id) => id !== "decline_reason" && id !== "decline_class")
    .slice(0, 3);
  if (by.length === 0) return reasons(desk);
  const { sheet } = desk;
  const { result, receipt } = await desk.call(declineCells, { by, within: {}, reason: null });
  const rows = result
    .filter((row) => row.period === "current")
    .map((row) => ({
      cell: row.cell,
      rate: { numerator: row.in_reason, denominator: row.counted },
    }))
    .toSorted((a, b) => b.rate.denominator - a.rate.denominator);
  const ranked = rows
    .filter(({ rate }) => rate.denominator >= minimumSample)
    .toSorted((a, b) => share(b.rate) - share(a.rate));
  const [top] = ranked;
  return {
    findings: [
      {
        kind: "other",
        title:
          top === undefined
            ? `Declines by ${dimensionWords(by)}: ${tooFew}`
            : `Declines are most frequent in ${cellWords(top.cell)}: ${sheet.rate("decline_rate", top.rate, { receipt, cell: top.cell })} of attempts`,
        text: `The table gives declines per attempt by ${dimensionWords(by)}; groups below the minimum sample are not ranked.`,
        confidence: 0.95,
        table: {
          columns: [
            ...by.map((id) => dimension(id).words[0]),
            "Attempts",
            "Declined",
            "from",
            "to",
          ],
          rows: rows.slice(0, mostRows).map(({ cell, rate }) => {
            const about: About = { receipt, cell };
            const isThin = rate.denominator < minimumSample;
            const ends = { ...about, derivation: "end of the 95 % Wilson interval" };
            return [
              ...by.map((id) => quoted(cell[id]?.[0] ?? nothing)),
              sheet.count("attempts", rate.denominator, about),
              isThin ? tooFew : sheet.rate("decline_rate", rate, about),
              ...wilson(rate).map((end) =>
                isThin ? nothing : sheet.share("decline_rate", end, ends),
              ),
            ];
          }),
        },
      },
    ],
  };
};

const share = ({ numerator, denominator }: Rate) => numerator / denominator;
