/** How the merchants of a segment sell. Shares are of payments; tickets in USD. */
export interface Segment {
  readonly name: string;
  readonly mcc: number;
  readonly weight: number;
  readonly ticketMedian: number;
  readonly ticketSigma: number;
  readonly recurringShare: number;
  readonly cardPresentShare: number;
  /** Share of payments with a card from the merchant's own country. */
  readonly domesticShare: number;
  /** How much riskier issuers think it is, in log odds of a refusal. */
  readonly riskLogit: number;
  /** Fraudsters among 10,000 payments over the internet. */
  readonly fraudBps: number;
  /** Disputes for service among 10,000 approvals. */
  readonly serviceDisputeBps: number;
}

/** The eight segments of the specification; a segment's place here is its code in the dictionary. */
export const segments: readonly Segment[] = [
  {
    name: "Travel",
    mcc: 4722,
    weight: 10,
    ticketMedian: 150,
    ticketSigma: 0.8,
    recurringShare: 0.01,
    cardPresentShare: 0.1,
    domesticShare: 0.62,
    riskLogit: 0.25,
    fraudBps: 45,
    serviceDisputeBps: 22,
  },
  {
    name: "Retail",
    mcc: 5311,
    weight: 24,
    ticketMedian: 62,
    ticketSigma: 0.9,
    recurringShare: 0.04,
    cardPresentShare: 0.35,
    domesticShare: 0.9,
    riskLogit: -0.1,
    fraudBps: 32,
    serviceDisputeBps: 9,
  },
  {
    name: "Gaming",
    mcc: 7994,
    weight: 9,
    ticketMedian: 24,
    ticketSigma: 0.9,
    recurringShare: 0.1,
    cardPresentShare: 0,
    domesticShare: 0.68,
    riskLogit: 1.05,
    fraudBps: 67,
    serviceDisputeBps: 14,
  },
  {
    name: "Digital",
    mcc: 5817,
    weight: 14,
    ticketMedian: 18,
    ticketSigma: 0.8,
    recurringShare: 0.3,
    cardPresentShare: 0,
    domesticShare: 0.74,
    riskLogit: 0.2,
    fraudBps: 54,
    serviceDisputeBps: 10,
  },
  {
    name: "Entertainment",
    mcc: 7922,
    weight: 10,
    ticketMedian: 48,
    ticketSigma: 0.8,
    recurringShare: 0.12,
    cardPresentShare: 0.2,
    domesticShare: 0.86,
    riskLogit: 0,
    fraudBps: 35,
    serviceDisputeBps: 12,
  },
  {
    name: "Grocery",
    mcc: 5411,
    weight: 13,
    ticketMedian: 41,
    ticketSigma: 0.7,
    recurringShare: 0.02,
    cardPresentShare: 0.7,
    domesticShare: 0.97,
    riskLogit: -0.35,
    fraudBps: 13,
    serviceDisputeBps: 3,
  },
  {
    name: "Fuel",
    mcc: 5541,
    weight: 6,
    ticketMedian: 46,
    ticketSigma: 0.5,
    recurringShare: 0.01,
    cardPresentShare: 0.85,
    domesticShare: 0.96,
    riskLogit: -0.3,
    fraudBps: 16,
    serviceDisputeBps: 2,
  },
  {
    name: "Subscription",
    mcc: 5968,
    weight: 14,
    ticketMedian: 15,
    ticketSigma: 0.6,
    recurringShare: 0.82,
    cardPresentShare: 0,
    domesticShare: 0.84,
    riskLogit: 0.05,
    fraudBps: 22,
    serviceDisputeBps: 16,
  },
];
