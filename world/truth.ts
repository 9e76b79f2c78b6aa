import { z } from "zod";
import { Filters } from "../lakehouse/scope.ts";
import { incidentKinds } from "./incident/incident-kind.ts";

const Count = z.int().min(0);
const Rate = z.object({ numerator: Count, denominator: Count });

/** The same traffic on the same random numbers, with the incident and without it. */
/** Null where one side has no attempts to compare. */
const DeltaPp = z.number().nullable();

const Compared = z.object({
  /** Approved over attempts that reached an issuer for more than nothing. */
  approval: z.object({ with: Rate, without: Rate, deltaPp: DeltaPp }),
  /** Approved over all attempts, those blocked or lost in authentication included. */
  success: z.object({ with: Rate, without: Rate, deltaPp: DeltaPp }),
});

/** What an incident truly did. Money is in cents of USD; differences are with minus without. */
export const Effect = z.object({
  /** Attempts inside the incident's cells and window. */
  cell: Compared,
  /** All attempts of the window. */
  overall: Compared,
  attempts: z.int(),
  /** Amount approved inside the cells and the window. */
  cellApprovedUsdMinor: z.int(),
  /** Amount approved of all payments, until the last retry of what began in the window has ended: what is lost for good. */
  approvedUsdMinor: z.int(),
  feesUsdMinor: z.int(),
  /** Amount approved to fraudsters. */
  fraudUsdMinor: z.int(),
  /** Rows that never arrived, and rows that arrived twice. */
  rowsMissing: Count,
  rowsRepeated: Count,
});
export type Effect = z.infer<typeof Effect>;

export const PlantedIncident = z.object({
  id: z.string().describe("kind and number"),
  kind: z.enum(incidentKinds).describe("also the kind of the finding that should name it"),
  about: z.string().describe("what happened, for people"),
  from: z.iso.datetime(),
  to: z.iso.datetime().describe("exclusive; the end of the world where it goes on"),
  isOngoing: z.boolean(),
  cell: Filters.describe("exactly the traffic it touches"),
  foundBy: z.enum(["routing", "retry", "decline", "risk", "performance"]),
  effect: Effect,
});
export type PlantedIncident = z.infer<typeof PlantedIncident>;

/** What is true of a world: `truth.json`. */
export const Truth = z.object({
  seed: z.int(),
  days: z.int(),
  paymentsPerDay: z.int(),
  policy: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  incidents: z.array(PlantedIncident),
});
export type Truth = z.infer<typeof Truth>;

/** JSON schema of `truth.json`. */
export const truthSchema = (): unknown => z.toJSONSchema(Truth);
