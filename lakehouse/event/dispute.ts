import { z } from "zod";
import { field } from "./field.ts";

export const disputeKinds = ["fraud", "service", "other"] as const;

/** A shopper's dispute of an attempt. It arrives weeks later and may come before its attempt is loaded. */
export const Dispute = z.looseObject({
  type: z.literal("dispute"),
  transaction_id: field.id("the disputed attempt").required,
  dispute_id: field.id("identifies this dispute; with `source` the idempotency key").required,
  dispute_timestamp: field.instant("when the dispute was raised; stored as UTC").required,
  source: field.id("the feed of the disputed attempt; default the format").optional,
  dispute_kind: field.choice(disputeKinds, "what the shopper claims").optional,
  amount: field.amount("disputed amount, major units").optional,
  currency: field.currency("currency of the disputed amount").optional,
  network_reason_code: field.text("the network's reason, as written").optional,
});
export type Dispute = z.infer<typeof Dispute>;
