import type { Intent } from "../intent.ts";
import { type Check, playbookOf } from "./desk.ts";
import { paymentsBehindCheck } from "./payments-behind.ts";
import { paydayPlan } from "./retry/payday-plan.ts";
import { recovery } from "./retry/recovery.ts";
import { timing } from "./retry/timing.ts";
import { value } from "./retry/value.ts";
import { waste } from "./retry/waste.ts";

/** What came back, what must stop, when to try. */
const usual: readonly Check[] = [recovery, waste, timing, paydayPlan];

const byIntent: Partial<Record<Intent, readonly Check[]>> = {
  recoverable: [recovery, waste],
  retry_waste: [waste, recovery],
  retry_timing: [timing, paydayPlan, recovery],
  retry_value: [value, recovery],
  kpi: [recovery],
  breakdown: [recovery],
  show_payments: [paymentsBehindCheck],
};

/** What a retry analyst always looks at. */
export const retryPlaybook = playbookOf("retry", ({ intent }) => byIntent[intent] ?? usual);
