import { defaultPolicy } from "./default-policy.ts";
import type { PaymentFacts } from "./facts.ts";
import type { PolicyFactory } from "./policy.ts";

/** A setting of the product's configuration, as far as the merchant of the world follows it. */
export interface WorldSetting {
  readonly kind: string;
  readonly target: string;
  readonly filters: Readonly<Partial<Record<string, readonly string[]>>>;
  readonly value: unknown;
  readonly was: unknown;
}

/** Settings and when they came into force, the oldest first. */
export type SettingsInForce = readonly {
  readonly from: number;
  readonly settings: readonly WorldSetting[];
}[];

interface RetryRule {
  readonly rule: "never" | "immediate" | "delayed";
  /** Of each repeat in turn. */
  readonly waitMinutes?: readonly number[];
}

/** What a filter's dimension is among the facts of a payment. */
const factOf: Readonly<Record<string, (facts: PaymentFacts) => string>> = {
  merchant_id: (facts) => facts.merchantId,
  merchant_segment: (facts) => facts.segment,
  merchant_country: (facts) => facts.merchantCountry,
  currency: (facts) => facts.currency,
  card_network: (facts) => facts.network,
  funding_type: (facts) => facts.funding,
  issuer: (facts) => facts.issuer,
  issuer_country: (facts) => facts.issuerCountry,
  entry_mode: (facts) => facts.entryMode,
  payment_solution: (facts) => facts.solution,
  device_type: (facts) => facts.device,
};

/**
 * The plausible merchant that follows decided settings from the moment on when each came into force: it repeats what a rule
 * says and no rule of its own repeats, never what a rule forbids, and moves the share of a route that was decided.
 */
export const configuredPolicy =
  (inForce: SettingsInForce): PolicyFactory =>
  (world) => {
    const usual = defaultPolicy(world);
    const settingsAt = (facts: PaymentFacts, kind: string): readonly WorldSetting[] =>
      (inForce.findLast(({ from }) => from <= facts.at)?.settings ?? []).filter(
        (setting) => setting.kind === kind && isAbout(setting, facts),
      );
    return {
      ...usual,
      name: "configured",
      routing(facts, shares) {
        usual.routing(facts, shares);
        if (facts.attemptNo > 1 || isTerminal(facts)) return;
        for (const setting of settingsAt(facts, "route_shift"))
          shift(setting, shares, world.processors);
      },
      retry(facts) {
        const target = `retry.${facts.previousReason}`;
        const rule = settingsAt(facts, "retry_rule").find((setting) => setting.target === target);
        const wait = usual.retry(facts);
        if (rule === undefined) return wait;
        const { rule: name, waitMinutes = [] } = rule.value as RetryRule;
        return name === "never" ? null : (wait ?? waitMinutes[facts.attemptNo - 1] ?? null);
      },
    };
  };

const isAbout = ({ filters }: WorldSetting, facts: PaymentFacts): boolean =>
  Object.entries(filters).every(([dimension, values]) => {
    const fact = factOf[dimension]?.(facts);
    return fact !== undefined && values?.includes(fact);
  });

const isTerminal = ({ entryMode }: PaymentFacts): boolean =>
  entryMode === "chip" || entryMode === "contactless";

/** Takes from every route the part of its share that the setting takes from it overall, and gives it to the others named. */
function shift(
  { value, was }: WorldSetting,
  shares: Float64Array,
  processors: readonly string[],
): void {
  const before = was as Readonly<Record<string, number>>;
  const after = value as Readonly<Record<string, number>>;
  const gaining = Object.keys(after).filter((route) => (after[route] ?? 0) > (before[route] ?? 0));
  const gained = gaining.reduce(
    (sum, route) => sum + (after[route] ?? 0) - (before[route] ?? 0),
    0,
  );
  let taken = 0;
  for (const [route, share] of Object.entries(before)) {
    const place = processors.indexOf(route);
    const lost = share - (after[route] ?? share);
    if (place < 0 || lost <= 0 || share <= 0) continue;
    const part = (shares[place] ?? 0) * (lost / share);
    shares[place] = (shares[place] ?? 0) - part;
    taken += part;
  }
  for (const route of gaining) {
    const place = processors.indexOf(route);
    const part = ((after[route] ?? 0) - (before[route] ?? 0)) / gained;
    if (place >= 0) shares[place] = (shares[place] ?? 0) + taken * part;
  }
}
