const of = <Value>(values: readonly Value[], i: number): Value =>
  values[i % values.length] as Value;

/** Event number `i` of a bench: about 30 fields filled, one in seven declined, one payment in ten tried twice. */
export const benchEvent = (
  i: number,
  at: number,
): Readonly<Record<string, string | number | boolean>> => ({
  transaction_id: `bench-${i}`,
  event_timestamp: new Date(at).toISOString(),
  merchant_id: `m${i % 97}`,
  amount: ((i % 9_000) / 100 + 1).toFixed(2),
  currency: of(["EUR", "USD", "BRL", "JPY"], i) === "JPY" ? "USD" : of(["EUR", "USD", "BRL"], i),
  is_approved: i % 7 !== 0,
  source: "bench",
  payment_id: `p${i - (i % 10 === 9 ? 1 : 0)}`,
  initiated_by: "shopper",
  is_recurring: i % 5 === 0,
  cardholder_id: `c${i % 50_021}`,
  card_token: `tok${i % 50_021}`,
  card_network: of(["visa", "mastercard", "amex"], i),
  card_bin: of(["411111", "555555", "378282"], i),
  card_last4: String(1_000 + (i % 9_000)),
  funding_type: of(["credit", "debit"], i),
  issuer: `Bank ${i % 23}`,
  issuer_country: of(["DE", "BR", "US", "GB", "FR"], i),
  merchant_segment: of(["Retail", "Travel", "Gaming", "Digital", "Grocery"], i),
  merchant_country: "DE",
  mcc: "5411",
  processor: of(["A", "B", "C"], i),
  payment_solution: of(["standard", "3ds", "network_token", "apple_pay"], i),
  entry_mode: "ecom",
  device_type: of(["mobile", "desktop"], i),
  uses_3ds: i % 4 === 1,
  fraud_score: (i % 100) / 1_000,
  processing_time_ms: 150 + (i % 200),
  fee_amount: "0.10",
  fee_currency: "EUR",
  ...(i % 7 === 0 ? { decline_code_raw: of(["51", "05", "54"], i) } : {}),
});

/** A body of events `from` to `from + count`, all of this moment. */
export const benchBody = (from: number, count: number): string => {
  const now = Date.now();
  return Array.from({ length: count }, (_, i) => JSON.stringify(benchEvent(from + i, now))).join(
    "\n",
  );
};
