import { z } from "zod";
import { Filters, Scope } from "../lakehouse/scope.ts";
import { AgentName } from "./agent-name.ts";
import { Figure } from "./figure.ts";

export const findingKinds = [
  "approval_drop",
  "processor_outage",
  "issuer_change",
  "bin_rule_change",
  "card_testing",
  "retry_storm",
  "route_inversion",
  "three_ds_break",
  "velocity_ring",
  "expired_wave",
  "mix_shift",
  "missing_feed",
  "duplicate_replay",
  "flash_sale",
  "opportunity",
  "programme_risk",
  "rule_breach",
  "data_quality",
  "other",
] as const;

/** `unit` is a currency (the numbers are its minor units) or `payments`; `basis` says how it was estimated. */
export const Impact = z.object({
  low: z.number(),
  mid: z.number(),
  high: z.number(),
  unit: z.string(),
  per: z.enum(["range", "day", "week"]),
  basis: z.string(),
});
export type Impact = z.infer<typeof Impact>;

export const Cause = z.object({
  cell: Filters,
  contributionPp: z.number(),
  impact: Impact.nullable(),
  confidence: z.number().min(0).max(1),
});

/** What an agent saw. `title` and `text` hold slots like `{{decline.f3}}`, never digits of their own. */
export const Finding = z.object({
  id: z.string(),
  agent: AgentName,
  kind: z.enum(findingKinds),
  title: z.string(),
  text: z.string(),
  figures: z.array(Figure),
  scope: Scope,
  /** The set of dimension values it is about; `{}` is everything in scope. */
  cell: Filters,
  onset: z.iso.datetime().nullable(),
  end: z.iso.datetime().nullable(),
  severity: z.enum(["critical", "high", "medium", "low", "info"]),
  impact: Impact.nullable(),
  confidence: z.number().min(0).max(1),
  causes: z.array(Cause),
  caveats: z.array(z.string()),
  /** Rows worth a table in the answer. A cell is a slot, or text without digits of its own. */
  table: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
});
export type Finding = z.infer<typeof Finding>;
