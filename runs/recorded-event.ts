import type { AskEvent } from "../graph/ask-event.ts";
import type { RecordedEvent } from "../state/runs.ts";

interface About {
  readonly runId: string;
  readonly owner: string;
  readonly at: string;
  readonly madeWith: Readonly<Record<string, unknown>>;
  /** Inputs of the tool calls that have begun, by call. */
  readonly inputs: Map<string, unknown>;
}

/** An event as the state keeps it: its text, its receipt or tool call, and what the audit says of it. */
export function recordedEvent(event: AskEvent, about: About): RecordedEvent {
  const { seq, type } = event;
  const kept = { seq, type, body: JSON.stringify(event) };
  const entry = (what: string, detail: Readonly<Record<string, unknown>>) => ({
    at: about.at,
    who: about.owner,
    what,
    subject: about.runId,
    detail,
  });
  switch (event.type) {
    case "run.started": {
      const { question, threadId, mode } = event;
      return { ...kept, audit: entry("run.started", { question, threadId, mode }) };
    }
    case "receipt": {
      const { receipt } = event;
      return { ...kept, receipt: { id: receipt.id, body: JSON.stringify(receipt) } };
    }
    case "tool.started":
      about.inputs.set(event.callId, event.input);
      return kept;
    case "tool.finished": {
      const { agent, tool, status, ms, error, callId } = event;
      const input = about.inputs.get(callId) ?? null;
      const { rows, receiptId } = event;
      const call = { agent, tool, status, ms, error };
      return {
        ...kept,
        toolCall: {
          ...call,
          call_id: callId,
          input: JSON.stringify(input),
          row_count: rows,
          receipt_id: receiptId,
        },
        audit: entry("tool.called", { agent, tool, input, status, rows, receiptId }),
      };
    }
    case "run.finished": {
      const { status, mode, receipts, proposals, failure } = event.result;
      return {
        ...kept,
        audit: entry("run.finished", {
          status,
          mode,
          ...about.madeWith,
          receipts: receipts.map(({ id }) => id),
          proposals: proposals.map(({ id }) => id),
          failure: failure?.code ?? null,
          ms: event.ms,
        }),
      };
    }
    default:
      return kept;
  }
}
