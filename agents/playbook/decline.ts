import type { Intent } from "../intent.ts";
import { abnormalIssuers } from "./decline/abnormal-issuers.ts";
import { authenticationDeclines } from "./decline/authentication-declines.ts";
import { declineBreakdown } from "./decline/decline-breakdown.ts";
import { doNotHonor } from "./decline/do-not-honor.ts";
import { owners } from "./decline/owners.ts";
import { reasons } from "./decline/reasons.ts";
import { type Check, playbookOf } from "./desk.ts";
import { paymentsBehindCheck } from "./payments-behind.ts";

/** Which reasons, whose they are, who declines unlike the rest. */
const usual: readonly Check[] = [reasons, owners, abnormalIssuers];

const byIntent: Partial<Record<Intent, readonly Check[]>> = {
  approval_change: [reasons, owners],
  recoverable: [owners, reasons],
  decline_reasons: [reasons, owners],
  do_not_honor: [doNotHonor, abnormalIssuers],
  abnormal_issuers: [abnormalIssuers, doNotHonor],
  three_ds: [authenticationDeclines],
  kpi: [reasons],
  breakdown: [declineBreakdown],
  show_payments: [paymentsBehindCheck],
};

/** What a decline analyst always looks at. */
export const declinePlaybook = playbookOf("decline", ({ intent }) => byIntent[intent] ?? usual);
