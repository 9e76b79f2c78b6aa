import type { Intent } from "../intent.ts";
import { type Check, playbookOf } from "./desk.ts";
import { paymentsBehindCheck } from "./payments-behind.ts";
import { approvalChange } from "./performance/approval-change.ts";
import { breakdown } from "./performance/breakdown.ts";
import { changeEffect } from "./performance/change-effect.ts";
import { dataCheck, dataProblems } from "./performance/data-check.ts";
import { kpi } from "./performance/kpi.ts";
import { lostValue } from "./performance/lost-value.ts";
import { mixOrRate } from "./performance/mix-or-rate.ts";
import { movers } from "./performance/movers.ts";
import { onset } from "./performance/onset.ts";

/** Is it real, is it mix, where is it, since when, can the data be trusted: in this order. */
const usual: readonly Check[] = [approvalChange, movers, mixOrRate, dataProblems];

const byIntent: Partial<Record<Intent, readonly Check[]>> = {
  approval_change: [approvalChange, movers, mixOrRate, onset, dataProblems],
  mix_or_rate: [mixOrRate, movers, approvalChange],
  data_check: [dataCheck, approvalChange],
  onset: [onset, movers],
  lost_value: [lostValue, approvalChange],
  change_effect: [changeEffect, mixOrRate],
  kpi: [kpi],
  breakdown: [breakdown],
  show_payments: [paymentsBehindCheck],
};

/** What a performance analyst always looks at. */
export const performancePlaybook = playbookOf(
  "performance",
  ({ intent }) => byIntent[intent] ?? usual,
);
