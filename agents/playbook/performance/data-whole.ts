import { dataQuality, type QualityRow } from "../../../tools/data-quality.ts";
import type { Receipt } from "../../../tools/receipt.ts";
import type { About } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import { quoted } from "../../words.ts";
import type { Desk } from "../desk.ts";

/** Silence and duplicates are looked at over the range that was asked about, by checks of their own. */
const judgedOverTheRange = ["silence", "freshness", "duplicates"];

/** What is wrong with the data as they stand, whatever the range: each problem of the quality view is a finding. */
export const unsound = async (desk: Desk): Promise<FindingDraft[]> => {
  const { result, receipt } = await desk.call(dataQuality, {});
  return result
    .filter((row) => row.status === "problem" && !judgedOverTheRange.includes(row.check_name))
    .map((row) => ({
      kind: "data_quality" as const,
      title: titleOf(desk, row, receipt),
      text: "That is how the data stand at [[as_of]], whatever the range: rates that depend on it can mislead.",
      cell: { source: [row.source] },
      severity: "medium" as const,
      confidence: 0.9,
    }));
};

/** How many rows were set aside because they cannot be read, in words; a file that was never read has no rows here. */
export const quarantined = async (desk: Desk): Promise<string> => {
  const { result, receipt } = await desk.call(dataQuality, {});
  const rows = result.filter((row) => row.check_name === "quarantine");
  if (rows.length === 0) return "No row is in quarantine.";
  const total = desk.sheet.count("attempts", sum(rows.map((row) => row.part)), {
    receipt,
    derivation: "rows in quarantine, over all loads",
  });
  const reasons = [...new Set(rows.map((row) => quoted(row.subject)))].join(", ");
  return `In quarantine, because they cannot be read (${reasons}): ${total} rows.`;
};

const sum = (counts: readonly (number | null)[]) =>
  counts.reduce<number>((total, count) => total + (count ?? 0), 0);

const titleOf = ({ sheet }: Desk, row: QualityRow, receipt: Receipt): string => {
  const about: About = { receipt, cell: { source: [row.source] }, derivation: row.check_name };
  const source = `source ${quoted(row.source)}`;
  const part = sheet.count("attempts", row.part ?? 0, about);
  switch (row.check_name) {
    case "quarantine":
      return `${part} rows of ${source} are in quarantine: ${quoted(row.subject)}`;
    case "completeness": {
      const before = sheet.share("attempts", (row.expected ?? 0) / 100, about);
      return `Field ${quoted(row.subject)} of ${source} was filled in ${before} of attempts and now in ${part}`;
    }
    case "volume": {
      const usual = sheet.count("attempts", Math.round(row.expected ?? 0), about);
      return `${source} brought ${part} attempts in the last day, where ${usual} are usual`;
    }
    case "money":
      return `${part} attempts of ${source} in the last week have no exchange rate`;
    case "declines":
      return `${part} declines of ${source} in the last week carry codes that no table knows`;
    case "reconciliation":
      return `${quoted(row.subject)} does not agree with the attempts of ${source}`;
    default:
      return `${quoted(row.subject)} of ${source}: ${part}`;
  }
};
