import { z } from "zod";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  transaction_id: z.string(),
  payment_id: z.string().nullable(),
  event_timestamp: z.iso.datetime(),
  amount_minor: z.int(),
  currency: z.string(),
  is_approved: z.boolean(),
  decline_reason: z.string().nullable(),
  processor: z.string().nullable(),
  card_network: z.string().nullable(),
  issuer_country: z.string().nullable(),
  total_attempts: Count,
});
export type PaymentBehind = z.infer<typeof Row>;

/** The rows behind a number: the newest ones, and how many there are. No column that names a person or a card. */
export const paymentsBehind = goldTool({
  name: "payments-behind",
  module: import.meta.url,
  description:
    "The newest attempts of the scope (all, approved or declined) and their exact count.",
  input: z.object({
    within: Within,
    outcome: z.enum(["all", "approved", "declined"]),
    rows: z.int().min(1).max(100),
  }),
  row: Row,
  periods: "current",
  analyse: (attempts) => ({ attempts, total: attempts[0]?.total_attempts ?? 0 }),
});
