import { metrics } from "./metrics.ts";

/** How a value is written; money is in minor units of USD unless it is said of one currency. */
export type MetricUnit = "rate" | "count" | "money" | "ms" | "score";

/** What a number is called, how it comes from gold, and how it misleads. Defined here once for all who show or compute it. */
export interface MetricDefinition {
  readonly id: string;
  /** How people call it; the first is used in text, all are understood in questions. */
  readonly words: readonly [string, ...string[]];
  readonly unit: MetricUnit;
  /** The fact view whose rows are aggregated: attempts or payments. */
  readonly facts: "v_attempt_facts" | "v_payment_facts";
  /** Aggregates over that view. The value is numerator / denominator, or the numerator where there is no denominator. */
  readonly numerator: string;
  readonly denominator: string | null;
  /** Which way is good. */
  readonly better: "up" | "down" | "neither";
  /** What a reader would wrongly take the denominator for. */
  readonly trap: string;
  /** Fewer in the denominator (or counted) than this and the value is not ranked. */
  readonly minimumSample: number;
}

export type MetricId = (typeof metrics)[number]["id"];

const byId: ReadonlyMap<string, MetricDefinition> = new Map(
  metrics.map((definition) => [definition.id, definition]),
);

/** The definition of a metric; null where the dictionary has none of that id. */
export const metric = (id: string): MetricDefinition | null => byId.get(id) ?? null;
