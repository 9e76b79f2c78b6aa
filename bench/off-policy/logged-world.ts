import type { LoggedCell } from "../../analysis/weigh-move.ts";
import { stages } from "../../world/entity/vocabulary.ts";
import { defaultPolicy } from "../../world/policy/default-policy.ts";
import type { PolicyFactory } from "../../world/policy/policy.ts";
import { createWorld, type WorldOptions } from "../../world/world.ts";

/** A payment's first attempt as the log has it, and how it would have ended at each processor. */
export interface LoggedFirst {
  readonly processor: number;
  readonly propensity: number;
  readonly context: string;
  readonly country: number;
  readonly funding: number;
  readonly network: number;
  readonly isApproved: boolean;
  readonly wouldBeApproved: readonly boolean[];
}

type Options = Omit<WorldOptions, "policy">;

/**
 * The first attempts that a world with 5 % exploration logs. The same world is run again with everything sent to one
 * processor, on the same random numbers: what each payment would have become there is known, not estimated.
 */
export const loggedWorld = (options: Options): LoggedFirst[] => {
  const world = createWorld(options);
  const elsewhere = world.dictionaries.processor.map((_, place) => firstOutcomes(options, place));
  const issuer = stages.indexOf("issuer");
  return world
    .stretches()
    .toArray()
    .flatMap(({ attempts: { count, columns: c } }) =>
      Array.from({ length: count }, (_, row) => row)
        .filter((row) => c.attempt_no[row] === 1 && c.amount[row] !== 0 && c.stage[row] === issuer)
        .map(
          (row): LoggedFirst => ({
            processor: c.processor[row] ?? -1,
            propensity: (c.route_propensity[row] ?? 0) / 10_000,
            context: `${c.merchant_id[row]} ${c.entry_mode[row]}`,
            country: c.issuer_country[row] ?? -1,
            funding: c.funding_type[row] ?? -1,
            network: c.card_network[row] ?? -1,
            isApproved: c.is_approved[row] === 1,
            wouldBeApproved: elsewhere.map((ends) => ends.get(c.payment_id[row] ?? -1) ?? false),
          }),
        ),
    );
};

/** How every payment's first attempt ends where whatever is paid over the internet goes to one processor. */
const firstOutcomes = (options: Options, place: number): Map<number, boolean> => {
  const policy: PolicyFactory = (setting) => ({
    ...defaultPolicy(setting),
    name: "one-processor",
    routing: (facts, shares) => {
      const isTerminal = facts.entryMode === "chip" || facts.entryMode === "contactless";
      shares[isTerminal ? setting.processors.indexOf(facts.primary) : place] = 1;
    },
  });
  const ends = new Map<number, boolean>();
  for (const { attempts } of createWorld({ ...options, policy }).stretches())
    for (let row = 0; row < attempts.count; row += 1)
      if (attempts.columns.attempt_no[row] === 1)
        ends.set(attempts.columns.payment_id[row] ?? -1, attempts.columns.is_approved[row] === 1);
  return ends;
};

/** Sums over attempts that the estimate does not tell apart. */
export const cellsOf = (firsts: readonly LoggedFirst[]): LoggedCell[] =>
  [
    ...Map.groupBy(
      firsts,
      (one) =>
        `${one.processor}|${one.propensity}|${one.context}|${one.country}|${one.funding}|${one.network}`,
    ).values(),
  ].flatMap((own): LoggedCell[] => {
    const [one] = own;
    return one === undefined
      ? []
      : [
          {
            route: String(one.processor),
            propensity: one.propensity,
            context: one.context,
            stratum: `${one.country} ${one.funding} ${one.network}`,
            counted: own.length,
            approved: own.filter(({ isApproved }) => isApproved).length,
          },
        ];
  });
