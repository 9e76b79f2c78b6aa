import { readAdyenAttempt } from "./adyen-attempt.ts";
import { csvRecords, decodeText, delimiterOf } from "./csv.ts";
import type { RawAttempt } from "./raw-attempt.ts";
import { readStripeAttempt } from "./stripe-attempt.ts";
import { type Summary, summarise } from "./summary.ts";

/**
 * The figures of a Stripe charges export or an Adyen received payments report, computed in plain TypeScript with a parser
 * of its own and no line of the product: what the product's answers are checked against.
 */
export const recompute = (file: Uint8Array): Summary => {
  const text = decodeText(file);
  const [header = [], ...records] = csvRecords(text, delimiterOf(text));
  const columns = new Map(header.map((name, position) => [name.trim(), position]));
  const read = columns.has("Psp Reference") ? readAdyenAttempt : readStripeAttempt;
  const byId = new Map<string, RawAttempt>();
  for (const record of records) {
    if (record.length !== header.length) continue;
    const attempt = read((column) => record[columns.get(column) ?? -1]?.trim() ?? "");
    if (attempt !== null && attempt.id !== "") byId.set(attempt.id, attempt);
  }
  return summarise([...byId.values()]);
};
