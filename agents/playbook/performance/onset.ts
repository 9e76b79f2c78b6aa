import { changePoint } from "../../../analysis/change-point.ts";
import type { Range, Scope } from "../../../lakehouse/scope.ts";
import { approvalHourly } from "../../../tools/approval-hourly.ts";
import { cellWords } from "../../words.ts";
import type { Check } from "../desk.ts";
import { cellOfSuspect, explain } from "./explain.ts";

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

/** When the change began, to the hour, in the cell that moved most; and whether it is over. */
export const onset: Check = async (desk) => {
  const { before, sheet, scope } = desk;
  const suspect = before === null ? undefined : (await explain(desk)).suspects[0];
  const cell = suspect === undefined ? {} : cellOfSuspect(suspect);
  const series = seriesOf(scope);
  const { result: hours, receipt } = await desk.call(approvalHourly, {
    within: cell,
    since: series.from,
  });
  const slices = hours.map(({ hour, approved, counted }) => ({
    at: hour,
    rate: { numerator: approved, denominator: counted },
  }));
  const change = changePoint(slices);
  const about = { receipt, cell, range: series, derivation: "sum over the hours" };
  const seen = { ...scope, range: series, compare: null };
  if (change === null) {
    return {
      findings: [
        {
          kind: "other",
          title: `No hour stands out as the beginning of a change in ${cellWords(cell)} (${sheet.count(
            "attempts",
            slices.reduce((sum, slice) => sum + slice.rate.denominator, 0),
            about,
          )} attempts, hour by hour)`,
          text: "A change that is smaller than the hourly noise, or gradual, has no beginning that can be named.",
          scope: seen,
          cell,
          confidence: 0.6,
        },
      ],
    };
  }
  const later = changePoint(slices.filter((slice) => slice.at >= change.at));
  const fell =
    change.after.numerator * change.before.denominator <
    change.before.numerator * change.after.denominator;
  const isOver =
    later !== null &&
    fell ===
      later.after.numerator * later.before.denominator >
        later.before.numerator * later.after.denominator;
  const earlier = { ...about, range: { ...series, to: change.at } };
  const since = { ...about, range: { ...series, from: change.at } };
  const [from, to] = change.window;
  const width = sheet.hours("approval_rate", (Date.parse(to) - Date.parse(from)) / hourMs + 1, {
    ...about,
    derivation: "hours in which the change point may as well lie, 95 %",
  });
  return {
    findings: [
      {
        kind: fell ? "approval_drop" : "other",
        title: `Approval in ${cellWords(cell)} ${fell ? "fell" : "rose"} from [[onset]] on, to ${sheet.rate("approval_rate", change.after, since)}`,
        text: `Before it was ${sheet.rate("approval_rate", change.before, earlier)}. The beginning is known to within ${width}. ${isOver ? "It has turned back since." : "It has not turned back by [[as_of]]."}`,
        scope: seen,
        cell,
        onset: change.at,
        end: isOver ? later.at : null,
        severity: fell && !isOver ? "medium" : "info",
        confidence: 0.9,
        caveats: [
          "The change point takes every hour alike: a steady difference between day and night can shift it by some hours.",
        ],
      },
    ],
  };
};

/** The hours looked at: from the comparison, or a week before the range, up to the as-of. A change needs a before. */
const seriesOf = ({ range, compare, asOf }: Scope): Range => {
  const start = Date.parse(range.from);
  const compared = compare === null ? start - weekMs : Date.parse(compare.from);
  const from = Math.min(start, compared);
  const days = Math.ceil((Date.parse(asOf) - from) / (24 * hourMs));
  return {
    from: new Date(from).toISOString(),
    to: new Date(Date.parse(asOf) + 1000).toISOString(),
    label: `last ${days} days up to now`,
  };
};
