import { arrivalsOf, incidentSlots, ownSlots } from "../demand/arrival.ts";
import type { Demand } from "../demand/demand.ts";
import { drawPayment } from "../demand/draw-payment.ts";
import type { Payment } from "../demand/payment.ts";
import { processors } from "../entity/processor.ts";
import type { Incident } from "../incident/incident.ts";
import { newHazards } from "../latent/hazard.ts";
import type { Actor } from "../policy/actor.ts";
import type { Dispute } from "../stretch.ts";
import { minuteMs } from "../time.ts";
import { type AttemptOutcome, newOutcome } from "./attempt.ts";
import { drawDispute, type PendingDispute } from "./dispute-draw.ts";
import { dueQueue } from "./due-queue.ts";
import { judgeAttempt } from "./judge-attempt.ts";
import { planNextTry } from "./next-try.ts";

/** Sees every attempt, once, in order of time. Both objects are filled again afterwards: take what you need. */
export type Sink = (payment: Payment, outcome: AttemptOutcome, active: readonly Incident[]) => void;

/** A world in motion. Its state is what waits: payments due and disputes to be raised. */
export interface Simulation {
  readonly now: () => number;
  /** Makes every attempt before `to`. */
  readonly advance: (to: number, sink: Sink) => void;
  /** The same, without payments that begin at or after now: retries only. */
  readonly drain: (to: number, sink: Sink) => void;
  /** Disputes raised until now that were not taken yet. */
  readonly takeDisputes: () => readonly Dispute[];
  /** A copy that goes its own way, with these incidents. */
  readonly fork: (incidents: readonly Incident[]) => Simulation;
}

interface Start {
  readonly demand: Demand;
  readonly actor: Actor;
  readonly incidents: readonly Incident[];
  readonly at: number;
  readonly payments?: readonly Payment[];
  readonly disputes?: readonly PendingDispute[];
}

export const createSimulation = (start: Start): Simulation => {
  const { demand, actor, incidents } = start;
  const due = dueQueue<Payment>(start.payments);
  const disputes = dueQueue<PendingDispute>(start.disputes);
  const outcome = newOutcome();
  const judge = {
    actor,
    active: [] as readonly Incident[],
    hazards: newHazards(),
    shares: new Float64Array(processors.length),
  };
  let now = start.at;
  let minute = Math.floor(start.at / minuteMs);
  if (minute * minuteMs < now) judge.active = activeIn(incidents, minute++);

  const open = (isGrowing: boolean): void => {
    judge.active = activeIn(incidents, minute);
    if (isGrowing)
      for (const payment of arrivingIn(demand, minute, judge.active)) due.push(payment);
    minute += 1;
  };

  const attempt = (payment: Payment, sink: Sink): void => {
    judgeAttempt(payment, outcome, judge);
    sink(payment, outcome, judge.active);
    if (outcome.isApproved) {
      const dispute = drawDispute(payment, outcome);
      if (dispute !== null) disputes.push(dispute);
    } else if (planNextTry(payment, outcome, actor, judge.active)) due.push(payment);
  };

  const run = (to: number, sink: Sink, isGrowing: boolean): void => {
    for (;;) {
      const next = due.peek();
      const nextAt = next === undefined ? to : Math.min(next.dueAt, to);
      if (!isGrowing) minute = Math.max(minute, Math.floor(nextAt / minuteMs));
      if (minute * minuteMs <= nextAt && minute * minuteMs < to) open(isGrowing);
      else if (next === undefined || next.dueAt >= to) break;
      else attempt(due.pop() ?? next, sink);
    }
    now = to;
  };

  return {
    now: () => now,
    advance: (to, sink) => run(to, sink, true),
    drain: (to, sink) => run(to, sink, false),
    takeDisputes: () => {
      const raised: Dispute[] = [];
      for (
        let next = disputes.peek();
        next !== undefined && next.dueAt < now;
        next = disputes.peek()
      ) {
        raised.push(next.dispute);
        disputes.pop();
      }
      return raised;
    },
    fork: (others) =>
      createSimulation({
        demand,
        actor,
        incidents: others,
        at: now,
        payments: due.items().map((payment) => ({ ...payment, facts: { ...payment.facts } })),
        disputes: disputes.items(),
      }),
  };
};

const activeIn = (incidents: readonly Incident[], minute: number): readonly Incident[] =>
  incidents.filter(({ from, to }) => from <= minute * minuteMs && minute * minuteMs < to);

function* arrivingIn(
  demand: Demand,
  minute: number,
  active: readonly Incident[],
): Generator<Payment> {
  const own = { expected: demand.perMinute(minute), firstSlot: 0, slots: ownSlots };
  for (const arrival of arrivalsOf(demand, minute, own)) yield drawPayment(arrival);
  for (const { arrivals, place } of active) {
    if (arrivals === undefined) continue;
    const extra = {
      expected: arrivals.perMinute(minute),
      firstSlot: ownSlots + place * incidentSlots,
      slots: incidentSlots,
    };
    for (const arrival of arrivalsOf(demand, minute, extra)) yield arrivals.draw(arrival);
  }
}
