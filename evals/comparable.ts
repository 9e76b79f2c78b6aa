import type { AskResult } from "../graph/ask-result.ts";

/** An answer without what differs from run to run by nature: its id and how long things took. */
export const comparable = ({ runId: _, ...result }: AskResult): Record<string, unknown> => ({
  ...result,
  receipts: result.receipts.map(({ durationMs: _ms, ...receipt }) => receipt),
});
