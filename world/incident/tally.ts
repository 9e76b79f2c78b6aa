import type { Payment } from "../demand/payment.ts";
import { stage } from "../entity/vocabulary.ts";
import type { AttemptOutcome } from "../simulation/attempt.ts";
import type { Sink } from "../simulation/simulation.ts";
import { cellTest } from "./cell.ts";
import type { Incident } from "./incident.ts";

interface Counts {
  attempts: number;
  counted: number;
  approved: number;
  approvedUsd: number;
}

/** What happened around an incident. Money in cents of USD. */
export interface Tally {
  readonly cell: Counts;
  readonly overall: Counts;
  attempts: number;
  approvedUsd: number;
  feesUsd: number;
  fraudUsd: number;
  rowsMissing: number;
  rowsRepeated: number;
}

const noCounts = (): Counts => ({ attempts: 0, counted: 0, approved: 0, approvedUsd: 0 });

/** A tally and the sink that fills it: counts from its beginning until `to`, money until the retries have ended. */
export const tallyOf = (incident: Incident, to: number): { tally: Tally; sink: Sink } => {
  const { from, cell } = incident;
  const isInCell = cellTest(cell);
  const tally: Tally = {
    cell: noCounts(),
    overall: noCounts(),
    attempts: 0,
    approvedUsd: 0,
    feesUsd: 0,
    fraudUsd: 0,
    rowsMissing: 0,
    rowsRepeated: 0,
  };
  const sink: Sink = (payment, outcome, active) => {
    tally.attempts += 1;
    tally.feesUsd += outcome.feeCents;
    if (outcome.isApproved) tally.approvedUsd += payment.amountUsd;
    if (outcome.isApproved && payment.isFraud) tally.fraudUsd += payment.amountUsd;
    const isInWindow = outcome.at >= from && outcome.at < to;
    if (isInWindow && active.includes(incident)) {
      if (incident.loses?.(outcome.processor)) tally.rowsMissing += 1;
      if (incident.repeats?.(outcome.processor)) tally.rowsRepeated += 1;
    }
    if (!isInWindow || payment.amountMinor === 0) return;
    count(tally.overall, payment, outcome);
    if (isInCell(payment, outcome)) count(tally.cell, payment, outcome);
  };
  return { tally, sink };
};

const count = (counts: Counts, { amountUsd }: Payment, ended: AttemptOutcome): void => {
  counts.attempts += 1;
  if (ended.stage === stage.issuer) counts.counted += 1;
  if (!ended.isApproved) return;
  counts.approved += 1;
  counts.approvedUsd += amountUsd;
};
