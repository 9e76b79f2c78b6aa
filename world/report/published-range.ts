/** A measure of the report, and what is published about it. */
export interface PublishedRange {
  readonly id: string;
  readonly section:
    | "approval"
    | "declines"
    | "retries"
    | "authentication"
    | "fraud"
    | "cost"
    | "policies";
  readonly label: string;
  readonly unit: "%" | "pp" | "bps" | "USD";
  /** Both ends inside; null where nothing is published that it could be held against. */
  readonly range: readonly [number, number] | null;
  readonly source: string;
}

const mix =
  "shares of card-not-present declines that a realistic mix starts from, from processors' public notes";

/** What realism is judged by. The ranges are published figures; nothing here follows from the world. */
export const publishedRanges: readonly PublishedRange[] = [
  {
    id: "remote_approval",
    section: "approval",
    label: "Card not present, first attempts",
    unit: "%",
    range: [80, 90],
    source: "80 to 90 % online; US merchants about 81 % (Aite-Novarica)",
  },
  {
    id: "present_approval",
    section: "approval",
    label: "Card present, first attempts",
    unit: "%",
    range: [95, 97.5],
    source: "about 96 %; US merchants above 96 % (Aite-Novarica)",
  },
  {
    id: "cross_border_gap",
    section: "approval",
    label: "Cross-border less domestic",
    unit: "pp",
    range: [-10, -5],
    source: "local acquiring 5 to 10 pp above cross-border",
  },
  {
    id: "token_gap",
    section: "approval",
    label: "Network token less plain card",
    unit: "pp",
    range: [3, 5],
    source: "+3 % (Visa, first attempts, 2022), 3 to 5 % (Hyperswitch)",
  },
  {
    id: "do_not_honour_share",
    section: "declines",
    label: "05 do not honour",
    unit: "%",
    range: [30, 40],
    source: mix,
  },
  {
    id: "funds_share",
    section: "declines",
    label: "51 insufficient funds",
    unit: "%",
    range: [28, 45],
    source: mix,
  },
  {
    id: "card_data_share",
    section: "declines",
    label: "54 and 14 expired, invalid number",
    unit: "%",
    range: [10, 15],
    source: mix,
  },
  {
    id: "fraud_share",
    section: "declines",
    label: "59, 04, 41, 43 fraud, lost, stolen",
    unit: "%",
    range: [5, 10],
    source: mix,
  },
  {
    id: "technical_share",
    section: "declines",
    label: "Technical (06, 19, 28, 68, 91, 92, 96)",
    unit: "%",
    range: [3, 5],
    source: mix,
  },
  {
    id: "recurring_recovery",
    section: "retries",
    label: "Soft-declined recurring payments recovered",
    unit: "%",
    range: [38, 58],
    source: "Recurly: 38 to 47 % (small), 52 to 58 % (enterprise), median 47.6 %",
  },
  {
    id: "frictionless_share",
    section: "authentication",
    label: "Frictionless of all authentications",
    unit: "%",
    range: [64, 85],
    source: "64 % over 37 countries, up to 85 % where well tuned",
  },
  {
    id: "challenge_abandoned_share",
    section: "authentication",
    label: "Abandoned of challenges",
    unit: "%",
    range: null,
    source: "no published range in our references",
  },
  {
    id: "fraud_disputes",
    section: "fraud",
    label: "Fraud disputes of approved attempts",
    unit: "bps",
    range: [1, 50],
    source:
      "between the lowest exemption limit (1 bp, PSD2) and the trigger of Mastercard's fraud programme (50 bps)",
  },
  {
    id: "disputes",
    section: "fraud",
    label: "All disputes of approved attempts",
    unit: "bps",
    range: [1, 150],
    source: "below the trigger of Visa's and Mastercard's programmes (150 bps)",
  },
  {
    id: "cost_of_volume",
    section: "cost",
    label: "Fees of the amount approved",
    unit: "bps",
    range: null,
    source: "no published range in our references",
  },
  {
    id: "cost_of_approval",
    section: "cost",
    label: "Fees for one approval",
    unit: "USD",
    range: null,
    source: "no published range in our references",
  },
  {
    id: "oracle_uplift",
    section: "policies",
    label: "Oracle over default, first attempts",
    unit: "pp",
    range: [0.9, 5],
    source:
      "routing in production gained 0.9 to 4 pp (Dream11, Razorpay); above 5 pp the world is too easy",
  },
  {
    id: "random_uplift",
    section: "policies",
    label: "Random over default, first attempts",
    unit: "pp",
    range: null,
    source: "no published range; it must be below zero",
  },
];
