import type { Intent } from "../intent.ts";
import { type Check, playbookOf } from "./desk.ts";
import { paymentsBehindCheck } from "./payments-behind.ts";
import { cardTestingCheck } from "./risk/card-testing.ts";
import { disputes } from "./risk/disputes.ts";
import { fraudTrend } from "./risk/fraud-trend.ts";
import { programmeLimit } from "./risk/programme-limit.ts";
import { riskySegments } from "./risk/risky-segments.ts";
import { threeDs } from "./risk/three-ds.ts";
import { threeDsByCountry } from "./risk/three-ds-by-country.ts";

/** The signals that the data hold, in the order of their urgency. */
const usual: readonly Check[] = [
  cardTestingCheck,
  fraudTrend,
  disputes,
  programmeLimit,
  threeDs,
  riskySegments,
];

const byIntent: Partial<Record<Intent, readonly Check[]>> = {
  three_ds: [threeDs, threeDsByCountry],
  fraud_trend: [fraudTrend, disputes, riskySegments],
  card_testing: [cardTestingCheck],
  programme_limit: [programmeLimit, disputes],
  do_not_honor: [threeDs, fraudTrend],
  breakdown: [riskySegments, fraudTrend],
  show_payments: [paymentsBehindCheck],
};

/** What a risk analyst always looks at. */
export const riskPlaybook = playbookOf("risk", ({ intent }) => byIntent[intent] ?? usual);
