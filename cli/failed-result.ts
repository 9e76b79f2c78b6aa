import { randomUUID } from "node:crypto";
import { RefusedError } from "../errors.ts";
import type { AskResult } from "../graph/ask-result.ts";
import { bug, failureOf } from "../graph/failure.ts";

/** The result of a run that could not be run, so that `--json` always gives the same kind of object. */
export function failedResult(question: string, error: unknown): AskResult {
  const failure = failureOf(error) ?? bug;
  const markdown = failure.message;
  return {
    runId: `run-${randomUUID()}`,
    question,
    status: error instanceof RefusedError ? "refused" : "failed",
    mode: "playbook",
    plan: null,
    answer: { markdown, blocks: [{ id: "b1", kind: "headline", markdown }] },
    findings: [],
    proposals: [],
    figures: [],
    receipts: [],
    failure,
  };
}
