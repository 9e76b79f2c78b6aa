import type { Ask } from "../graph/ask.ts";
import type { AskEvent } from "../graph/ask-event.ts";
import { AskResult } from "../graph/ask-result.ts";

const scope = {
  range: { from: "2026-10-25T00:00:00Z", to: "2026-11-01T00:00:00Z", label: "last 7 days" },
  compare: null,
  filters: {},
  timezone: "UTC" as const,
  asOf: "2026-11-01T12:00:00Z",
};

/** A result as short as the schema lets it be. */
export const scriptedResult = (over: Partial<AskResult> = {}): AskResult =>
  AskResult.parse({
    runId: "run-1",
    question: "Why?",
    status: "ok",
    mode: "playbook",
    plan: null,
    answer: {
      markdown: "Approval fell.",
      blocks: [{ id: "b1", kind: "headline", markdown: "Approval fell." }],
    },
    findings: [],
    proposals: [],
    figures: [],
    receipts: [],
    ...over,
  });

/** The events of a small run: start, one agent's step with a tool and its receipt, the result. */
export function scriptedEvents(result: AskResult = scriptedResult()): AskEvent[] {
  const { runId, question, mode } = result;
  return [
    { seq: 1, type: "run.started", runId, threadId: null, question, mode },
    { seq: 2, type: "step.started", agent: "decline", label: "declines" },
    {
      seq: 3,
      type: "receipt",
      receipt: {
        id: "r-0123456789ab",
        tool: "decline-reasons",
        sql: "SELECT 1",
        params: {},
        scope,
        rowCount: 1,
        asOf: scope.asOf,
        durationMs: 2,
        resultHash: "h",
        engine: "canned",
        identity: "test",
      },
    },
    {
      seq: 4,
      type: "step.finished",
      agent: "decline",
      label: "declines",
      ms: 3,
      status: "ok",
      error: null,
    },
    { seq: 5, type: "run.finished", result, ms: 7 },
  ];
}

/** An Ask that tells these events, waiting for `gate` before the one numbered `gateAt`. */
export const scriptedAsk = (
  events: readonly AskEvent[],
  gate: Promise<void> = Promise.resolve(),
  gateAt = 3,
): Ask =>
  async function* (_input, { signal }) {
    for (const event of events) {
      if (event.seq === gateAt) await gate;
      signal.throwIfAborted();
      yield event;
    }
  };

/** An Ask that fails after telling these events. */
export const failingAsk = (error: unknown, told: readonly AskEvent[] = []): Ask =>
  async function* () {
    yield* told;
    throw error;
  };
