import type { Random } from "../../sample/random.ts";
import type { Cells } from "./export-format.ts";
import type { ExportPayment } from "./payments.ts";

/** What a settlement details report holds; fees are cents of the net currency. */
export interface SettlementTruth {
  settled: number;
  refunds: number;
  chargebacks: number;
  payouts: number;
  feeMinor: number;
}

export const noSettlement = (): SettlementTruth => ({
  settled: 0,
  refunds: 0,
  chargebacks: 0,
  payouts: 0,
  feeMinor: 0,
});

/** The rows that settle an approved row of the received payments report, with now and then a refund or a chargeback. */
export const settlementRows = (
  random: Random,
  received: Cells,
  payment: ExportPayment,
  truth: SettlementTruth,
): Cells[] => {
  // Net amounts are in euros; what one unit is worth does not matter here.
  const netMinor = Math.max(payment.amountMinor, 100);
  const fees = [
    Math.round(netMinor * 0.004),
    Math.round(netMinor * 0.001),
    Math.round(netMinor * 0.0015),
    Math.round(netMinor * 0.003),
  ];
  const [commission = 0, markup = 0, scheme = 0, interchange = 0] = fees;
  const feeMinor = commission + markup + scheme + interchange;
  truth.settled += 1;
  truth.feeMinor += feeMinor;
  const settled: Cells = {
    ...shared(received, random),
    Type: "Settled",
    "Gross Credit (GC)": received.Amount ?? "",
    "Net Credit (NC)": euros(netMinor - feeMinor),
    "Commission (NC)": euros(commission),
    "Markup (NC)": euros(markup),
    "Scheme Fees (NC)": euros(scheme),
    "Interchange (NC)": euros(interchange),
  };
  const share = random.next();
  if (share < 0.03) {
    truth.refunds += 1;
    return [settled, reversal(received, random, netMinor, "Refunded")];
  }
  if (share < 0.036) {
    truth.chargebacks += 1;
    return [settled, reversal(received, random, netMinor, "Chargeback")];
  }
  return [settled];
};

/** The payout that closes a settlement batch: no attempt. */
export const payoutRow = (truth: SettlementTruth): Cells => {
  truth.payouts += 1;
  return {
    "Company Account": "ExampleGroup",
    "Merchant Account": "ExampleECOM",
    "Creation Date": "2026-11-01 23:59:59",
    TimeZone: "CET",
    Type: "MerchantPayout",
    "Net Currency": "EUR",
    "Net Debit (NC)": "1000.00",
    "Batch Number": "134",
  };
};

const reversal = (received: Cells, random: Random, netMinor: number, type: string): Cells => ({
  ...shared(received, random),
  Type: type,
  "Gross Debit (GC)": received.Amount ?? "",
  "Net Debit (NC)": euros(netMinor),
});

const shared = (received: Cells, random: Random): Cells => ({
  "Company Account": received["Company Account"] ?? "",
  "Merchant Account": received["Merchant Account"] ?? "",
  "Psp Reference": received["Psp Reference"] ?? "",
  "Merchant Reference": received["Merchant Reference"] ?? "",
  "Payment Method": received["Payment Method"] ?? "",
  "Creation Date": received["Creation Date"] ?? "",
  TimeZone: received.TimeZone ?? "",
  "Modification Reference": random.text(16),
  "Gross Currency": received.Currency ?? "",
  "Exchange Rate": "1",
  "Net Currency": "EUR",
  "Payment Method Variant": received["Payment Method Variant"] ?? "",
  "Batch Number": "134",
});

const euros = (minor: number): string => (minor / 100).toFixed(2);
