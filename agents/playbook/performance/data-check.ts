import { feedGaps } from "../../../analysis/feed-gaps.ts";
import { dataHealth } from "../../../tools/data-health.ts";
import { feedHours } from "../../../tools/feed-hours.ts";
import type { About } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";
import { quarantined, unsound } from "./data-whole.ts";

const dayMs = 86_400_000;

/** Share of attempts that are suspected duplicates from which it is a finding. */
const replayShare = 0.01;

/** Whether the data can be trusted for the range: silent feeds, replays, what is in no rate. Always answers. */
export const dataCheck: Check = async (desk) => {
  const problems = await dataProblems(desk);
  const found = problems.findings ?? [];
  const verdict: FindingDraft = {
    kind: "data_quality",
    title:
      found.length === 0
        ? `The data look complete: no silent feed and no replay among ${await arrived(desk)} attempts`
        : `The data have ${found.length === 1 ? "a problem" : "problems"} in [[range]]: read the rates with care`,
    text: await composition(desk),
    severity: found.length === 0 ? "info" : "medium",
    confidence: 0.9,
    table: await sourceTable(desk),
    caveats: isOpen(desk)
      ? ["The range reaches the newest event: late events can still change it."]
      : [],
  };
  return { findings: [verdict, ...found] };
};

/** Only what is wrong with the data; nothing when they look complete. */
export const dataProblems: Check = async (desk) => ({
  findings: [...(await silentFeeds(desk)), ...(await replays(desk)), ...(await unsound(desk))],
});

const isOpen = ({ scope }: Desk) => Date.parse(scope.range.to) >= Date.parse(scope.asOf);

const silentFeeds = async (desk: Desk): Promise<FindingDraft[]> => {
  const { sheet, scope } = desk;
  const { result: hours, receipt } = await desk.call(feedHours, {});
  const days = [scope.range, ...(scope.compare ? [scope.compare] : [])]
    .map(({ from, to }) => Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / dayMs)))
    .reduce((sum, count) => sum + count, 0);
  return [...Map.groupBy(hours, (hour) => hour.source)].flatMap(([source, own]) => {
    const seen = own.map(({ hour, attempts }) => ({ at: hour, count: attempts }));
    const { silentHours, expected } = feedGaps(seen, scope.range, days);
    const [first] = silentHours;
    if (first === undefined) return [];
    const about: About = {
      receipt,
      cell: { source: [source] },
      derivation: "hours without events",
    };
    return [
      {
        kind: "missing_feed" as const,
        title: `Source ${quoted(source)} was silent for ${sheet.hours("attempts", silentHours.length, about)}`,
        text: `These hours usually bring about ${sheet.count("attempts", expected, { ...about, derivation: "mean of the same hours on the other days" })} attempts; the first silent one begins [[onset]].`,
        cell: { source: [source] },
        onset: first,
        severity: "high" as const,
      },
    ];
  });
};

const replays = async (desk: Desk): Promise<FindingDraft[]> => {
  const { result: sources, receipt } = await desk.call(dataHealth, {});
  return sources
    .filter((row) => row.period === "current" && row.duplicates >= replayShare * row.attempts)
    .filter((row) => row.duplicates > 0)
    .map((row) => {
      const about: About = { receipt, cell: { source: [row.source] } };
      return {
        kind: "duplicate_replay" as const,
        title: `${desk.sheet.count("attempts", row.duplicates, about)} attempts of source ${quoted(row.source)} are suspected duplicates`,
        text: `They are ${desk.sheet.rate("attempts", { numerator: row.duplicates, denominator: row.attempts }, about)} of what arrived, and in no rate.`,
        cell: { source: [row.source] },
        severity: "medium" as const,
      };
    });
};

const current = async (desk: Desk) => {
  const { result, receipt } = await desk.call(dataHealth, {});
  return { receipt, rows: result.filter((row) => row.period === "current") };
};

const arrived = async (desk: Desk) => {
  const { rows, receipt } = await current(desk);
  const attempts = rows.reduce((sum, row) => sum + row.attempts, 0);
  return desk.sheet.count("attempts", attempts, { receipt });
};

const composition = async (desk: Desk) => {
  const { rows, receipt } = await current(desk);
  const sum = (column: "not_sent" | "account_checks" | "without_usd" | "unmapped") =>
    desk.sheet.count(
      "attempts",
      rows.reduce((total, row) => total + row[column], 0),
      { receipt, derivation: "sum over sources" },
    );
  return `In no approval rate: ${sum("not_sent")} attempts that never reached an issuer and ${sum("account_checks")} account checks without an amount. Without an exchange rate: ${sum("without_usd")}. Declines whose code no table knows: ${sum("unmapped")}. ${await quarantined(desk)}`;
};

const sourceTable = async (desk: Desk) => {
  const { rows, receipt } = await current(desk);
  return {
    columns: ["Source", "Arrived", "Counted", "Suspected duplicates", "Not sent to an issuer"],
    rows: rows.map((row) => {
      const about: About = { receipt, cell: { source: [row.source] } };
      return [
        quoted(row.source),
        ...[row.attempts, row.counted, row.duplicates, row.not_sent].map((value) =>
          desk.sheet.count("attempts", value, about),
        ),
      ];
    }),
  };
};
