import type { Block } from "../block.ts";
import type { Failure } from "../failure.ts";
import type { Plan } from "../plan.ts";
import type { RunAnswer } from "../run-answer.ts";
import { sampleMarker } from "./caveats.ts";
import { type ModelUse, madeBy } from "./made-by.ts";
import { toMarkdown } from "./to-markdown.ts";

const nothing = { findings: [], proposals: [], figures: [], receipts: [] };

/** The answer to a question that is refused or needs one question back: the plan's own words, no figures. */
export const declinedAnswer = (plan: Plan, isSample: boolean, use: ModelUse): RunAnswer => {
  const message = plan.message ?? "This question cannot be answered from payment data.";
  const main: Block =
    plan.outcome === "clarify"
      ? { id: "question", kind: "question", markdown: message, options: plan.options }
      : { id: "refusal", kind: "text", markdown: message };
  const caveats: Block[] = isSample
    ? [{ id: "caveats", kind: "caveats", items: [sampleMarker] }]
    : [];
  const blocks = [main, ...caveats];
  return {
    ...nothing,
    status: plan.outcome === "clarify" ? "clarify" : "refused",
    mode: madeBy(use).mode,
    answer: { markdown: toMarkdown(blocks), blocks, sources: [] },
    followups: plan.options,
  };
};

/** The answer of a run that failed: what went wrong and, where one can do something, what. */
export const failedAnswer = (failure: Failure, use: ModelUse): RunAnswer => {
  const blocks: Block[] = [{ id: "failure", kind: "text", markdown: failure.message }];
  return {
    ...nothing,
    status: "failed",
    mode: madeBy(use).mode,
    answer: { markdown: toMarkdown(blocks), blocks, sources: [] },
    followups: [],
    failure,
  };
};
