import { wilson } from "../../../analysis/wilson.ts";
import type { About } from "../../figure-sheet.ts";
import { severityOf, verdict } from "../../verdict.ts";
import type { Check, Desk } from "../desk.ts";
import { outcomeCaveat } from "./approval-change.ts";
import { measuredSlot } from "./measured-figure.ts";
import { type MeasuredRow, measures } from "./measures.ts";

/** The metric that was asked for, in total, with the comparison beside it. */
export const kpi: Check = async (desk) => {
  const { sheet, task } = desk;
  const metric = task.metric !== null && task.metric in measures ? task.metric : "approval_rate";
  const measure = measures[metric];
  if (measure === undefined) return {};
  const { rows, receipt } = await measure.rows(desk, []);
  const now = rows.find((row) => row.period === "current");
  const before = rows.find((row) => row.period === "comparison");
  if (now === undefined || now.value === null)
    return { missing: [`this export has no ${measure.needs ?? "payments to divide by"}`] };

  const about: About = { receipt };
  const value = measuredSlot(sheet, metric, now.value, about);
  const against =
    before?.value == null
      ? ""
      : `, against ${measuredSlot(sheet, metric, before.value, { receipt, period: "comparison" })} in [[compare]]`;
  return {
    findings: [
      {
        kind: "other",
        title: `${measure.label} was ${value}`,
        text: `In [[range]] it was ${value}${against}.${interval(desk, metric, now, about)}${change(desk, metric, now, before, about)}`,
        severity: severityOfChange(metric, now, before),
        confidence: 0.95,
        caveats: [
          ...outcomeCaveat(desk),
          ...(metric === task.metric || task.metric === null
            ? []
            : [
                `The metric ${task.metric} is not measured here; approval per attempt is given instead.`,
              ]),
        ],
      },
    ],
  };
};

const interval = ({ sheet }: Desk, metric: string, now: MeasuredRow, about: About): string => {
  if (now.value?.kind !== "rate") return "";
  const { numerator, denominator } = now.value.rate;
  const [low, high] = wilson(now.value.rate);
  const end = { ...about, derivation: "end of the 95 % Wilson interval" };
  return ` That is ${sheet.count(metric, numerator, { ...about, derivation: "numerator" })} of ${sheet.count(metric, denominator, { ...about, derivation: "denominator" })}; it lies between ${sheet.share(metric, low, end)} and ${sheet.share(metric, high, end)}.`;
};

const change = (
  { sheet }: Desk,
  metric: string,
  now: MeasuredRow,
  before: MeasuredRow | undefined,
  about: About,
): string => {
  if (now.value?.kind !== "rate" || before?.value?.kind !== "rate") return "";
  const points = sheet.change(metric, now.value.rate, before.value.rate, about);
  const { isReal, direction } = verdict(now.value.rate, before.value.rate);
  return isReal
    ? ` It ${direction} ${points}, beyond chance.`
    : ` The change of ${points} is within chance.`;
};

const severityOfChange = (metric: string, now: MeasuredRow, before: MeasuredRow | undefined) =>
  metric.endsWith("approval_rate") && now.value?.kind === "rate" && before?.value?.kind === "rate"
    ? severityOf(verdict(now.value.rate, before.value.rate))
    : "info";
