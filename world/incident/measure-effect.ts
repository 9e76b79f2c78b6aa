import type { Simulation } from "../simulation/simulation.ts";
import { dayMs, isoInstant } from "../time.ts";
import type { Effect, PlantedIncident } from "../truth.ts";
import type { Incident } from "./incident.ts";
import { type Tally, tallyOf } from "./tally.ts";

/** After this, no payment that began before is tried again. */
const retriesEndMs = 31 * dayMs;

/**
 * The planted incidents with their true effects. `simulation` stands before the first of them, with all of them; it is
 * forked where each begins, with it and without it, and everything else, the random numbers too, is the same in both.
 */
export const measureIncidents = (
  simulation: Simulation,
  incidents: readonly Incident[],
  endsAt: number,
): PlantedIncident[] =>
  incidents.map((incident) => {
    const to = Math.min(incident.to, endsAt);
    simulation.advance(incident.from, () => {});
    const others = incidents.filter(({ id }) => id !== incident.id);
    const planted = tallied(simulation.fork(incidents), incident, to);
    const spared = tallied(simulation.fork(others), incident, to);
    return {
      id: incident.id,
      kind: incident.kind,
      about: incident.about,
      from: isoInstant(incident.from),
      to: isoInstant(to),
      isOngoing: incident.to > endsAt,
      cell: incident.cell,
      foundBy: incident.foundBy,
      effect: effectOf(planted, spared),
    };
  });

const tallied = (fork: Simulation, incident: Incident, to: number): Tally => {
  const { tally, sink } = tallyOf(incident, to);
  fork.advance(to, sink);
  fork.drain(to + retriesEndMs, sink);
  return tally;
};

const effectOf = (planted: Tally, spared: Tally): Effect => ({
  cell: compared(planted.cell, spared.cell),
  overall: compared(planted.overall, spared.overall),
  attempts: planted.attempts - spared.attempts,
  cellApprovedUsdMinor: Math.round(planted.cell.approvedUsd - spared.cell.approvedUsd),
  approvedUsdMinor: Math.round(planted.approvedUsd - spared.approvedUsd),
  feesUsdMinor: Math.round(planted.feesUsd - spared.feesUsd),
  fraudUsdMinor: Math.round(planted.fraudUsd - spared.fraudUsd),
  rowsMissing: planted.rowsMissing - spared.rowsMissing,
  rowsRepeated: planted.rowsRepeated - spared.rowsRepeated,
});

type Counts = Tally["cell"];

const compared = (planted: Counts, spared: Counts): Effect["cell"] => ({
  approval: comparedRates(planted, spared, "counted"),
  success: comparedRates(planted, spared, "attempts"),
});

const comparedRates = (
  planted: Counts,
  spared: Counts,
  denominator: "counted" | "attempts",
): Effect["cell"]["approval"] => {
  const rate = (counts: Counts) => ({
    numerator: counts.approved,
    denominator: counts[denominator],
  });
  const isComparable = planted[denominator] > 0 && spared[denominator] > 0;
  const delta = planted.approved / planted[denominator] - spared.approved / spared[denominator];
  return {
    with: rate(planted),
    without: rate(spared),
    deltaPp: isComparable ? Math.round(delta * 1e6) / 1e4 : null,
  };
};
