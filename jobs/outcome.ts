import { createHash } from "node:crypto";
import { z } from "zod";
import type { Finding } from "../agents/finding.ts";
import { renderStatement } from "../graph/answer/render-statement.ts";
import type { AskResult } from "../graph/ask-result.ts";

const Named = z.object({ key: z.string(), title: z.string() });

/** What one run of a job says against the run before it. */
export const Outcome = z.object({
  status: z.enum(["ok", "partial"]),
  asOf: z.string().nullable(),
  /** The slot it is compared with; null for the first run of a job. */
  before: z.string().nullable(),
  findings: z.object({
    new: z.array(Named),
    stillThere: z.array(Named),
    resolved: z.array(Named),
  }),
  /** Ids of proposals that this run made anew; those that wait for a decision already are not made twice. */
  proposals: z.array(z.string()),
});
export type Outcome = z.infer<typeof Outcome>;

export interface KeyedFinding {
  readonly key: string;
  readonly title: string;
  readonly finding: Finding;
}

/**
 * Findings by what they are about: kind, cell and what is said without its numbers. So a drop that grew is still there, and
 * one in another segment is new.
 */
export function keyedFindings({ findings, figures }: AskResult): KeyedFinding[] {
  const known = new Map(figures.map((figure) => [figure.id, figure]));
  const byKey = new Map(
    findings.map((finding) => {
      const { kind, cell, agent, title } = finding;
      const sorted = Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1));
      const said = title.replaceAll(/\{\{[^}]*\}\}/g, "#");
      const key = createHash("sha256")
        .update(JSON.stringify([agent, kind, sorted, said]))
        .digest("hex")
        .slice(0, 12);
      const own = new Map([
        ...known,
        ...finding.figures.map((figure) => [figure.id, figure] as const),
      ]);
      const { text } = renderStatement({ ...finding, template: title, constants: "words" }, own);
      return [key, { key, title: text, finding }] as const;
    }),
  );
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** New, still there and resolved, by key. */
export function compareFindings(
  now: readonly KeyedFinding[],
  before: ReadonlyMap<string, string>,
): Outcome["findings"] {
  const named = now.map(({ key, title }) => ({ key, title }));
  const keys = new Set(now.map(({ key }) => key));
  return {
    new: named.filter(({ key }) => !before.has(key)),
    stillThere: named.filter(({ key }) => before.has(key)),
    resolved: [...before].filter(([key]) => !keys.has(key)).map(([key, title]) => ({ key, title })),
  };
}
