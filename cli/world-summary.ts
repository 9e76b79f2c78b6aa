import type { Truth } from "../world/truth.ts";
import type { WorldOptions } from "../world/world-options.ts";
import type { Emitted } from "../world/write/emit-world.ts";

export interface SavedWorld extends Emitted {
  readonly options: WorldOptions;
  readonly out: string | null;
  readonly dataDir: string | null;
  /** Null where no truth was written. */
  readonly truth: Truth | null;
}

/** What `pay world --json` prints. */
export function worldReport({ options, truth, ...saved }: SavedWorld) {
  const { seed, days, paymentsPerDay, endsAt } = options;
  return {
    seed,
    days,
    paymentsPerDay,
    endsAt,
    ...saved,
    incidents: truth?.incidents.map(({ id, kind, from, to }) => ({ id, kind, from, to })) ?? null,
  };
}

/** The same for a person. */
export function worldSummary({ options, truth, ...saved }: SavedWorld): string {
  const { seed, days, paymentsPerDay, endsAt } = options;
  const lines = [
    `World ${seed}: ${days} days of about ${number(paymentsPerDay)} payments, until ${endsAt}`,
    `${number(saved.attempts)} attempts, ${number(saved.disputes)} disputes, ${number(saved.fxRates)} exchange rates`,
    ...(saved.out === null ? [] : [`Files: ${saved.out}/events, truth: ${saved.out}/truth.json`]),
    ...(saved.dataDir === null ? [] : [`Loaded into ${saved.dataDir}, marked as simulated`]),
    ...(truth === null ? [] : incidentLines(truth)),
  ];
  return `${lines.join("\n")}\n`;
}

function incidentLines({ incidents }: Truth): string[] {
  if (incidents.length === 0) return ["Nothing is planted"];
  return [
    "Planted:",
    ...incidents.map(
      ({ id, from, isOngoing, to, about }) =>
        `  ${id}  ${minute(from)} to ${isOngoing ? "the end" : minute(to)}  ${about}`,
    ),
  ];
}

const minute = (instant: string): string => `${instant.slice(0, 16).replace("T", " ")}`;

const number = (value: number): string => value.toLocaleString("en-US");
