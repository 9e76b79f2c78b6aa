import type { Scope } from "../lakehouse/scope.ts";
import type { AgentName } from "./agent-name.ts";
import type { FigureSheet } from "./figure-sheet.ts";
import type { Finding } from "./finding.ts";

/** A finding as a check writes it: what is not said is empty. `scope` only where it is about another time than asked. */
export type FindingDraft = Pick<Finding, "kind" | "title" | "text"> &
  Partial<Omit<Finding, "id" | "agent" | "figures">>;

/** Makes a finding of its draft, with the figures whose slots it uses. `id` is unique in a run. */
export const findingOf = (
  { kind, title, text, ...rest }: FindingDraft,
  { id, agent, scope, sheet }: { id: string; agent: AgentName; scope: Scope; sheet: FigureSheet },
): Finding => ({
  id,
  agent,
  kind,
  title,
  text,
  scope,
  cell: {},
  onset: null,
  end: null,
  severity: "info",
  impact: null,
  confidence: 0.9,
  causes: [],
  caveats: [],
  table: null,
  ...rest,
  figures: sheet.usedIn([title, text, ...(rest.caveats ?? []), ...(rest.table?.rows.flat() ?? [])]),
});
