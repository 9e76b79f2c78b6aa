import { mixAndRate } from "../../../analysis/mix-and-rate.ts";
import type { Rate } from "../../../analysis/rate.ts";
import type { Filters } from "../../../lakehouse/scope.ts";
import { tally } from "../../../tools/amounts.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import type { Finding, Impact } from "../../finding.ts";
import { confidenceOf, minimumTested, severityOf, verdict } from "../../verdict.ts";
import { cellWords, dimensionWords } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";
import { cellOfSuspect, type Explanation, explain, isIn } from "./explain.ts";

/** One disjoint part of the traffic; the parts' contributions sum to the change of the total. */
interface Part {
  readonly cell: Filters | null;
  readonly current: Rate;
  readonly comparison: Rate;
  readonly contributionPp: number;
  readonly impact: Impact | null;
}

/** Which cells moved by themselves, with what each adds to the change in points and money. */
export const movers: Check = async (desk) => {
  if (desk.before === null) return {};
  const found = await explain(desk);
  const parts = partsOf(desk, found);
  const [main] = parts;
  if (main === undefined || main.cell === null) return { findings: [spreadOut(desk, found)] };

  const change = verdict(main.current, main.comparison, minimumTested);
  const about: About = {
    receipt: found.receipt,
    cell: main.cell,
    derivation: "sum over the rows of the cell",
  };
  const points = desk.sheet.change("approval_rate", main.current, main.comparison, about);
  const rate = desk.sheet.rate("approval_rate", main.current, about);
  return {
    findings: [
      {
        kind: change.differencePp < 0 ? "approval_drop" : "other",
        title: `Approval in ${cellWords(main.cell)} ${change.direction} ${points} to ${rate}`,
        text: parts.map((part) => sentence(desk, found, part)).join(" "),
        cell: main.cell,
        severity: severityOf(change),
        confidence: confidenceOf(change),
        impact: main.impact,
        causes: parts.flatMap(causeOf),
        caveats: [
          "Cells are the smallest that fit; a cause outside the loaded fields would look the same.",
        ],
        table: tableOf(desk, found, parts),
      },
    ],
  };
};

const partsOf = (desk: Desk, { suspects, rows }: Explanation): Part[] => {
  const all = { current: rateOf(desk.now), comparison: rateOf(desk.before ?? desk.now) };
  const groups = suspects.map((suspect) => ({ ...suspect, cell: cellOfSuspect(suspect) }));
  const rest = {
    cell: null,
    excess: 0,
    current: minus(
      all.current,
      groups.map((group) => group.current),
    ),
    comparison: minus(
      all.comparison,
      groups.map((group) => group.comparison),
    ),
  };
  const split = mixAndRate(
    [...groups, rest].map((part) => ({ ...part, key: JSON.stringify(part.cell) })),
  );
  return [...groups, rest].map((part, index) => ({
    cell: part.cell,
    current: part.current,
    comparison: part.comparison,
    contributionPp: split?.contributions[index]?.totalPp ?? 0,
    impact:
      part.cell === null
        ? null
        : impactOf(
            desk,
            rows.filter((row) => row.period === "current" && isIn(row, part.cell ?? {})),
            part,
          ),
  }));
};

const impactOf = (
  { currency }: Desk,
  rows: readonly Desk["now"][],
  { current, comparison }: Pick<Part, "current" | "comparison">,
): Impact => {
  const amount = rows.reduce((sum, row) => sum + tally(row, currency).amount, 0);
  const { differencePp, intervalPp } = verdict(current, comparison);
  const worth = (points: number) => Math.round(Math.abs(points / 100) * amount);
  const [low, high] = intervalPp.map(worth).toSorted((a, b) => a - b);
  return {
    low: low ?? 0,
    mid: worth(differencePp),
    high: high ?? 0,
    unit: currency,
    per: "range",
    basis: "change of the cell's approval rate times the amount attempted in it",
  };
};

const sentence = ({ sheet }: Desk, { receipt }: Explanation, part: Part): string => {
  const derivation = "Kitagawa contribution of this part; the parts sum to the change";
  const adds = sheet.pp("approval_rate", part.contributionPp, {
    receipt,
    cell: part.cell ?? {},
    derivation,
  });
  if (part.cell === null) return `Everything else contributes ${adds}.`;
  const about: About = { receipt, cell: part.cell, derivation: "sum over the rows of the cell" };
  const money = part.impact
    ? `, worth about ${sheet.money("approved_amount", part.impact.mid, part.impact.unit, { ...about, derivation: part.impact.basis })}`
    : "";
  return `${capitalised(cellWords(part.cell))} went from ${sheet.rate("approval_rate", part.comparison, { ...about, period: "comparison" })} to ${sheet.rate("approval_rate", part.current, about)} of ${sheet.count("attempts", part.current.denominator, about)} attempts and contributes ${adds}${money}.`;
};

const tableOf = ({ sheet }: Desk, { receipt }: Explanation, parts: readonly Part[]) => ({
  columns: [
    "Part of the traffic",
    "Attempts",
    "Approval now",
    "Approval before",
    "Change",
    "Contribution",
  ],
  rows: parts.map((part) => {
    const about: About = {
      receipt,
      cell: part.cell ?? {},
      derivation: "sum over the rows of the part",
    };
    return [
      part.cell === null ? "everything else" : cellWords(part.cell),
      sheet.count("attempts", part.current.denominator, about),
      sheet.rate("approval_rate", part.current, about),
      sheet.rate("approval_rate", part.comparison, { ...about, period: "comparison" }),
      sheet.change("approval_rate", part.current, part.comparison, about) || nothing,
      sheet.pp("approval_rate", part.contributionPp, about),
    ];
  }),
});

const causeOf = (part: Part): Finding["causes"] =>
  part.cell === null
    ? []
    : [
        {
          cell: part.cell,
          contributionPp: part.contributionPp,
          impact: part.impact,
          confidence: confidenceOf(verdict(part.current, part.comparison, minimumTested)),
        },
      ];

const spreadOut = (desk: Desk, { dimensions, receipt }: Explanation) => ({
  kind: "other" as const,
  title: `No part of the traffic changed by itself (${desk.sheet.count("attempts", desk.now.counted, { receipt })} attempts looked at)`,
  text: `Looking at ${dimensionWords(dimensions)}, alone and together, every part moved alike or within chance.`,
  confidence: 0.7,
});

const rateOf = (row: Desk["now"]): Rate => ({ numerator: row.approved, denominator: row.counted });

const minus = (total: Rate, parts: readonly Rate[]): Rate => ({
  numerator: total.numerator - parts.reduce((sum, part) => sum + part.numerator, 0),
  denominator: total.denominator - parts.reduce((sum, part) => sum + part.denominator, 0),
});

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
