import { emptyBatch } from "./attempt-batch.ts";
import { createDemand, type Demand } from "./demand/demand.ts";
import { type Dictionaries, dictionariesOf } from "./dictionaries.ts";
import { rowSink } from "./emit-row.ts";
import { makeEntities } from "./entity/entities.ts";
import { currencies, currencyDigits } from "./entity/exchange.ts";
import type { Merchant } from "./entity/merchant.ts";
import { processors } from "./entity/processor.ts";
import { measureIncidents } from "./incident/measure-effect.ts";
import { plantIncidents } from "./incident/plant.ts";
import { type Actor, actorOf } from "./policy/actor.ts";
import { defaultPolicy } from "./policy/default-policy.ts";
import { oracle } from "./policy/oracle.ts";
import { randomPolicy } from "./policy/random-policy.ts";
import { createSimulation, type Simulation } from "./simulation/simulation.ts";
import type { FxRate, Stretch } from "./stretch.ts";
import { dayMs, dayOf, isoDay, isoInstant } from "./time.ts";
import type { Truth } from "./truth.ts";
import { checkedOptions, type WorldOptions } from "./world-options.ts";

export type { WorldOptions };

export interface StretchOptions {
  /** Milliseconds since 1970. Default: the start of the world. What was declined before it is tried again after it. */
  readonly from?: number;
  /** Default: the end of the world. It may be later: the world goes on. */
  readonly to?: number;
  /** Default: a day. The attempts are the same whatever the step. */
  readonly stepMs?: number;
}

export interface World {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly dictionaries: Dictionaries;
  /** Decimals of the minor unit of each currency, by its code. */
  readonly currencyDigits: readonly number[];
  readonly merchants: readonly Merchant[];
  /** What is emitted, step by step. Going on where the last call ended costs nothing; any other `from` makes what came before it. */
  readonly stretches: (options?: StretchOptions) => Generator<Stretch, void, undefined>;
  /** The planted incidents and their true effects, measured with and without each. */
  readonly truth: () => Truth;
}

/** A world of card payments. The same options make the same world, byte for byte, on any machine. */
export const createWorld = (given: WorldOptions): World => {
  const options = checkedOptions(given);
  const { seed, days, paymentsPerDay } = options;
  const endsAt = Date.parse(options.endsAt);
  const startsAt = endsAt - days * dayMs;
  const entities = makeEntities(seed, paymentsPerDay);
  const demand = createDemand(seed, paymentsPerDay, entities);
  const actor = actorFor(options.policy ?? "default");
  const incidents = plantIncidents({ seed, days, endsAt, demand }, options.incidents);
  const firstIncidentAt = Math.max(
    startsAt,
    Math.min(endsAt, ...incidents.map(({ from }) => from)),
  );
  const atStart = () => createSimulation({ demand, actor, incidents, at: startsAt });

  /** What was made already: where the last stretch ended, and the moment before the first incident. */
  let latest: Simulation | null = null;
  let beforeIncidents: Simulation | null = null;

  return {
    startsAt,
    endsAt,
    dictionaries: dictionariesOf(entities, actor.name),
    currencyDigits,
    merchants: entities.merchants,
    *stretches({ from = startsAt, to = endsAt, stepMs = dayMs } = {}) {
      const simulation = latest?.now() === from ? latest.fork(incidents) : atStart();
      latest = simulation;
      simulation.advance(from, () => {});
      simulation.takeDisputes();
      for (let start = from; start < to; start += stepMs) {
        const end = Math.min(to, start + stepMs);
        const batch = emptyBatch(4_096);
        const sink = rowSink(batch);
        if (start <= firstIncidentAt && firstIncidentAt < end) {
          simulation.advance(firstIncidentAt, sink);
          beforeIncidents ??= simulation.fork(incidents);
        }
        simulation.advance(end, sink);
        yield {
          from: start,
          to: end,
          attempts: batch,
          disputes: simulation.takeDisputes(),
          fxRates: ratesBetween(demand, start, end),
        };
      }
    },
    truth: () => ({
      seed,
      days,
      paymentsPerDay,
      policy: actor.name,
      startsAt: isoInstant(startsAt),
      endsAt: isoInstant(endsAt),
      incidents: measureIncidents(beforeIncidents?.fork(incidents) ?? atStart(), incidents, endsAt),
    }),
  };
};

const actorFor = (policy: NonNullable<WorldOptions["policy"]>): Actor => {
  if (policy === "oracle") return oracle();
  const setting = { processors: processors.map(({ name }) => name) };
  if (policy === "random") return actorOf(randomPolicy(setting));
  return actorOf((policy === "default" ? defaultPolicy : policy)(setting));
};

/** The rates of the days that begin between two instants. USD is among them, always 1. */
const ratesBetween = (demand: Demand, from: number, to: number): FxRate[] => {
  const first = dayOf(from - 1) + 1;
  return Array.from(
    { length: Math.max(0, dayOf(to - 1) + 1 - first) },
    (_, n) => first + n,
  ).flatMap((day) =>
    currencies.map((currency) => ({
      date: isoDay(day),
      currency,
      usdPerUnit: demand.usdRate(currency, day * dayMs),
    })),
  );
};
