import type { Report } from "../../agents/agent.ts";
import type { Finding } from "../../agents/finding.ts";

const slot = /\{\{([a-z]+)\.([a-z0-9_]+)(:n)?\}\}/g;

/** A report whose findings and figures have names of their own, so that it can stand beside another of the same agent. */
export const renamedReport = (report: Report, prefix: string): Report => {
  const text = (template: string): string =>
    template.replace(
      slot,
      (_, agent: string, name: string, part = "") => `{{${agent}.${prefix}${name}${part}}}`,
    );
  const id = (figure: string): string => figure.replace(".", `.${prefix}`);
  const renamed = (finding: Finding): Finding => ({
    ...finding,
    id: `${finding.id}-${prefix}`,
    title: text(finding.title),
    text: text(finding.text),
    caveats: finding.caveats.map(text),
    table: finding.table && {
      ...finding.table,
      rows: finding.table.rows.map((row) => row.map(text)),
    },
    figures: finding.figures.map((figure) => ({ ...figure, id: id(figure.id) })),
  });
  return {
    ...report,
    findings: report.findings.map(renamed),
    // Why: proposals of a part of the traffic would compete with those of the whole.
    proposals: [],
  };
};
