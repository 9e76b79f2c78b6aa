import type { Finding } from "../../agents/finding.ts";
import { withoutStop } from "./finding-lines.ts";
import { type FigureIndex, slotsOf } from "./render-statement.ts";
import type { Statement } from "./statement.ts";

/** The finding's title with what a headline owes its reader: the period, what it is compared with, and n. */
export const headline = (finding: Finding, figures: FigureIndex): Statement => {
  const title = withoutStop(finding.title);
  const slots = slotsOf(title).flatMap((id) => figures.get(id) ?? []);
  const rate = slots.find(({ unit, denominator }) => unit === "rate" && denominator !== undefined);
  const saysN = slots.some(({ unit, value }) => unit === "count" && value === rate?.denominator);
  const titled = rate === undefined || saysN ? title : withN(title, `n {{${rate.id}:n}}`);
  return {
    template: `${titled}${periodOf(finding, title)}.`,
    scope: finding.scope,
    onset: finding.onset,
    constants: "words",
  };
};

const withN = (title: string, n: string): string =>
  title.endsWith(")") ? `${title.slice(0, -1)}, ${n})` : `${title} (${n})`;

/** Words of a title that speak of a change over time; a gap between two processors is none. */
const changeWords = /\b(?:rose|fell|grew|dropped|increased|decreased|chang\w*)\b/i;

const periodOf = ({ scope }: Finding, title: string): string => {
  const range = title.includes("[[range]]") ? "" : " in [[range]]";
  const compares = scope.compare !== null && changeWords.test(title);
  return `${range}${compares && !title.includes("[[compare]]") ? " against [[compare]]" : ""}`;
};
