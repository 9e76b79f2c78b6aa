import type { Intent } from "../intent.ts";
import { type Check, playbookOf } from "./desk.ts";
import { paymentsBehindCheck } from "./payments-behind.ts";
import { latency } from "./routing/latency.ts";
import { likeForLike } from "./routing/like-for-like.ts";
import { recommendation } from "./routing/recommendation.ts";
import { segmentTable } from "./routing/segment-table.ts";
import { whatIf } from "./routing/what-if.ts";

const processors = likeForLike("processor");
const solutions = likeForLike("payment_solution");

/** Who approves better on the same traffic, per segment, and how fast. */
const usual: readonly Check[] = [processors, recommendation, solutions, segmentTable, latency];

const byIntent: Partial<Record<Intent, readonly Check[]>> = {
  route_choice: [processors, recommendation, segmentTable, latency],
  route_what_if: [whatIf, processors],
  cross_border: [likeForLike("is_cross_border"), segmentTable],
  network_tokens: [solutions, segmentTable],
  latency: [latency, segmentTable],
  change_effect: [segmentTable, processors],
  kpi: [segmentTable],
  breakdown: [segmentTable],
  show_payments: [paymentsBehindCheck],
};

/** What a routing analyst always looks at. */
export const routingPlaybook = playbookOf("routing", ({ intent }) => byIntent[intent] ?? usual);
