import { wilson } from "../../../analysis/wilson.ts";
import { dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import { minimumSample, tooFew } from "../../verdict.ts";
import { cellWords, dimensionWords, quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";
import { outcomeCaveat } from "./approval-change.ts";
import { measuredSlot } from "./measured-figure.ts";
import { type MeasuredRow, measures } from "./measures.ts";

const mostRows = 20;

/** The metric asked for by the dimensions asked for, each with n and interval; small groups are not ranked. */
export const breakdown: Check = async (desk) => {
  const { task } = desk;
  const metric = task.metric !== null && task.metric in measures ? task.metric : "approval_rate";
  const measure = measures[metric];
  if (measure === undefined) return {};
  const by = task.by.length > 0 ? task.by.slice(0, 3) : (["processor"] as const);
  const { rows, receipt } = await measure.rows(desk, by);
  const current = rows
    .filter((row) => row.period === "current")
    .toSorted((a, b) => b.basis - a.basis);
  if (current.every((row) => row.value === null))
    return { missing: [`this export has no ${measure.needs ?? "payments to divide by"}`] };

  const finding: FindingDraft = {
    kind: "other",
    title: `${measure.label} by ${dimensionWords(by)}: ${extremes(desk, metric, current, { receipt })}`,
    text: `Groups below the minimum sample are shown without a rate and are not ranked.${current.length > mostRows ? " The table holds the largest groups." : ""}`,
    table: {
      columns: [
        ...by.map((id) => dimension(id).words[0]),
        "n",
        measure.label,
        "interval, from",
        "interval, to",
        ...(desk.before === null ? [] : ["before"]),
      ],
      rows: current
        .slice(0, mostRows)
        .map((row) => [
          ...by.map((id) => quoted(row.cell[id]?.[0] ?? nothing)),
          ...cellsOf(desk, metric, row, rows, { receipt, cell: row.cell }),
        ]),
    },
    confidence: 0.95,
    caveats: outcomeCaveat(desk),
  };
  return { findings: [finding] };
};

const isRate = (row: MeasuredRow) => row.value?.kind === "rate" || row.value?.kind === "share";

const cellsOf = (
  { sheet, before }: Desk,
  metric: string,
  row: MeasuredRow,
  all: readonly MeasuredRow[],
  about: About,
): string[] => {
  const same = all.find(
    (other) =>
      other.period === "comparison" && JSON.stringify(other.cell) === JSON.stringify(row.cell),
  );
  const isThin = isRate(row) && row.basis < minimumSample;
  const [low, high] = row.value?.kind === "rate" ? wilson(row.value.rate) : [null, null];
  const end = { ...about, derivation: "end of the 95 % Wilson interval" };
  return [
    sheet.count("attempts", row.basis, about),
    isThin ? tooFew : measuredSlot(sheet, metric, row.value, about),
    low === null || isThin ? nothing : sheet.share(metric, low, end),
    high === null || isThin ? nothing : sheet.share(metric, high, end),
    ...(before === null
      ? []
      : [
          isRate(row) && (same?.basis ?? 0) < minimumSample
            ? tooFew
            : measuredSlot(sheet, metric, same?.value, { ...about, period: "comparison" }),
        ]),
  ];
};

const extremes = (
  { sheet }: Desk,
  metric: string,
  rows: readonly MeasuredRow[],
  about: About,
): string => {
  const ranked = rows
    .filter((row) => row.value !== null && (!isRate(row) || row.basis >= minimumSample))
    .toSorted((a, b) => sizeOf(b) - sizeOf(a));
  const [top] = ranked;
  const last = ranked.at(-1);
  if (top === undefined || last === undefined) return tooFew;
  const say = (row: MeasuredRow) =>
    `${cellWords(row.cell)} ${measuredSlot(sheet, metric, row.value, { ...about, cell: row.cell })}`;
  return top === last ? say(top) : `highest ${say(top)}, lowest ${say(last)}`;
};

const sizeOf = ({ value }: MeasuredRow): number => {
  if (value === null) return Number.NEGATIVE_INFINITY;
  if (value.kind === "rate") return value.rate.numerator / value.rate.denominator;
  return value.kind === "money" ? value.minor : value.value;
};
