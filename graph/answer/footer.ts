import { cellWords } from "../../agents/words.ts";
import type { Plan } from "../plan.ts";
import { renderInstant } from "./instant.ts";
import { type Statement, stated } from "./statement.ts";

export interface FooterFacts {
  readonly plan: Plan;
  /** How the answer came about, in a sentence. */
  readonly madeBy: string;
  readonly receiptIds: readonly string[];
}

/** What the question was taken to mean, who answered, and where the numbers come from. */
export const footerLines = ({ plan, madeBy, receiptIds }: FooterFacts): Statement[] => {
  const { scope, agents } = plan;
  const { range, compare, filters } = scope;
  const against =
    compare === null ? "" : ` against [[compare]] (${span(compare.from, compare.to)})`;
  const lines = [
    `Scope: [[range]] (${span(range.from, range.to)})${against}, ${cellWords(filters)}; data as of [[as_of]].`,
    `Agents: ${agents.join(", ")}. ${madeBy}`,
    ...(receiptIds.length === 0 ? [] : [`Receipts: ${receiptIds.join(", ")}.`]),
  ];
  return lines.map((line) => stated(line, scope));
};

const span = (from: string, to: string): string => `${renderInstant(from)} to ${renderInstant(to)}`;
