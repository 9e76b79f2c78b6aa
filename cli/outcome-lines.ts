import type { Outcome } from "../jobs/outcome.ts";
import { countsOf } from "../jobs/run-scheduled-agent.ts";

/** What a run says against the run before it: a line of counts, then what is new and what is gone. */
export function outcomeLines(outcome: Outcome): string[] {
  const { before, findings, proposals } = outcome;
  const counts = countsOf(outcome);
  const against = before === null ? "The first run kept" : `Since the run of ${before}`;
  const made = proposals.length === 0 ? "" : `; new proposals: ${proposals.join(", ")}`;
  return [
    `${against}: ${counts.new} new, ${counts.stillThere} still there, ${counts.resolved} resolved${made}.`,
    ...findings.new.map(({ title }) => `  + ${title}`),
    ...findings.resolved.map(({ title }) => `  − ${title}`),
  ];
}
