import { z } from "zod";

/** A column of gold that numbers can be filtered by and broken down by. Names are those of the event format. */
export interface DimensionDefinition {
  readonly id: string;
  /** How people call it, singular; the first is used in text, all are understood in questions. */
  readonly words: readonly [string, ...string[]];
  /** True where values are few enough to rank; false where a ranking needs a minimum sample (issuer, BIN, merchant). */
  readonly lowCardinality: boolean;
}

/** Every dimension of `v_attempt_facts` and `v_payment_facts`. */
export const dimensions = [
  { id: "processor", words: ["processor", "psp", "gateway", "acquirer"], lowCardinality: true },
  {
    id: "payment_solution",
    words: ["payment solution", "solution", "credential presentation"],
    lowCardinality: true,
  },
  {
    id: "card_network",
    words: ["card network", "network", "scheme", "brand"],
    lowCardinality: true,
  },
  { id: "funding_type", words: ["funding type", "funding", "card type"], lowCardinality: true },
  {
    id: "issuer_country",
    words: ["issuer country", "country", "geography", "market"],
    lowCardinality: true,
  },
  { id: "issuer", words: ["issuer", "issuing bank", "bank"], lowCardinality: false },
  { id: "card_bin", words: ["BIN", "card bin", "IIN"], lowCardinality: false },
  { id: "merchant_id", words: ["merchant", "merchant account", "account"], lowCardinality: false },
  {
    id: "merchant_segment",
    words: ["merchant segment", "segment", "vertical"],
    lowCardinality: true,
  },
  { id: "merchant_country", words: ["merchant country"], lowCardinality: true },
  { id: "mcc", words: ["MCC", "merchant category code"], lowCardinality: true },
  { id: "currency", words: ["currency"], lowCardinality: true },
  { id: "amount_bucket", words: ["amount bucket", "amount", "ticket size"], lowCardinality: true },
  { id: "entry_mode", words: ["entry mode", "channel"], lowCardinality: true },
  { id: "device_type", words: ["device type", "device"], lowCardinality: true },
  { id: "initiated_by", words: ["initiator", "initiated by"], lowCardinality: true },
  { id: "is_recurring", words: ["recurring"], lowCardinality: true },
  { id: "is_cross_border", words: ["cross-border", "cross border"], lowCardinality: true },
  {
    id: "three_ds_result",
    words: ["3DS result", "3ds", "authentication result"],
    lowCardinality: true,
  },
  {
    id: "decline_reason",
    words: ["decline reason", "reason", "response code"],
    lowCardinality: true,
  },
  { id: "decline_class", words: ["decline class", "reason class"], lowCardinality: true },
  { id: "risk_tier", words: ["risk tier", "risk band"], lowCardinality: true },
  { id: "route_policy", words: ["route policy", "routing policy"], lowCardinality: true },
  { id: "source", words: ["source", "feed"], lowCardinality: true },
] as const satisfies readonly DimensionDefinition[];

export type Dimension = (typeof dimensions)[number]["id"];
export const dimensionIds = dimensions.map((d) => d.id) as [Dimension, ...Dimension[]];
export const Dimension = z.enum(dimensionIds);

/** The definition of one dimension. */
export const dimension = (id: Dimension): DimensionDefinition =>
  dimensions.find((d) => d.id === id) as DimensionDefinition;
