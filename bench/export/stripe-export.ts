import { stripeColumns } from "../../sample/stripe-columns.ts";
import { stripeRow } from "../../sample/stripe-row.ts";
import type { ExportFormat, RowContext } from "./export-format.ts";
import { exportEnd, majorText } from "./payments.ts";

/** Stripe's charges export. */
export const stripeExport: ExportFormat = {
  columns: [...stripeColumns, "order_id (metadata)"],
  droppedWhenDirty: stripeColumns.filter((name) =>
    /^(Shipping|UTM|Checkout|Terminal|Is Link)/.test(name),
  ),
  delimiterWhenDirty: ",",
  encodingWhenDirty: "utf8-bom",
  idColumn: "id",
  amountColumn: "Amount",
  noteColumn: "Description",
  broken: {
    unknown_status: { Status: "Teleported" },
    bad_amount: { Amount: "twelve" },
    bad_timestamp: { "Created date (UTC)": "2026-13-45 10:61:00" },
    unknown_currency: { Currency: "zzz" },
  },
  skipped: {
    test_mode: { Mode: "Test" },
    not_a_card_payment: { "Payment Source Type": "stripe_account" },
  },
  row(payment, attempt, context) {
    const row = stripeRow(context.random, payment, attempt, `pi_${payment.id}`, exportEnd);
    return {
      ...row,
      Amount: majorText(payment.amountMinor, payment.exponent),
      Currency: payment.currency.toLowerCase(),
      "Created date (UTC)": createdText(attempt.at, context),
      "order_id (metadata)": `order-${payment.id}`,
    };
  },
};

const hour = 3_600_000;

const createdText = (at: number, { random, dirt }: RowContext): string => {
  const iso = new Date(at).toISOString();
  const plain = `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
  if (!dirt) return plain;
  return random.weighted<() => string>([
    [() => plain, 6],
    [() => plain.slice(0, 16), 1],
    [() => iso, 1],
    [() => `${iso.slice(0, 19)}Z`, 1],
    [() => `${new Date(at + 2 * hour).toISOString().slice(0, 19)}+02:00`, 1],
    [() => `${new Date(at - 5 * hour).toISOString().slice(0, 19)}-05:00`, 1],
  ])();
};
