const reserved = (from: number) =>
  Array.from({ length: 11 - from }, (_, n) => `Reserved${from + n}`);

const head = [
  "Company Account",
  "Merchant Account",
  "Psp Reference",
  "Merchant Reference",
  "Payment Method",
  "Creation Date",
  "TimeZone",
] as const;

const address = (kind: string) =>
  ["Street", "House Number / Name", "City", "Postal Code / ZIP", "State / Province", "Country"].map(
    (part) => `${kind} ${part}`,
  );

/** Header of Adyen's received payments report. */
export const adyenReceivedColumns: readonly string[] = [
  ...head,
  "Currency",
  "Amount",
  "Type",
  "Risk Scoring",
  "Shopper Interaction",
  "Shopper Name",
  "Shopper PAN",
  "Shopper IP",
  "Shopper Country",
  "Issuer Name",
  "Issuer Id",
  "Issuer City",
  "Issuer Country",
  "Acquirer Response",
  "Authorisation Code",
  "Shopper Email",
  "Shopper Reference",
  "3D Directory Response",
  "3D Authentication Response",
  "CVC2 Response",
  "AVS Response",
  ...address("Billing"),
  ...address("Delivery"),
  "Acquirer Reference",
  "Payment Method Variant",
  "Raw acquirer response",
  ...reserved(4),
];

/** Header of Adyen's settlement details report. */
export const adyenSettlementColumns: readonly string[] = [
  ...head,
  "Type",
  "Modification Reference",
  "Gross Currency",
  "Gross Debit (GC)",
  "Gross Credit (GC)",
  "Exchange Rate",
  "Net Currency",
  "Net Debit (NC)",
  "Net Credit (NC)",
  "Commission (NC)",
  "Markup (NC)",
  "Scheme Fees (NC)",
  "Interchange (NC)",
  "Payment Method Variant",
  "Modification Merchant Reference",
  "Batch Number",
  ...reserved(4),
];
