import type { LoadReport } from "../lakehouse/load/load-report.ts";

/** Where rows of one reason were first met. */
export interface QuarantinePlace {
  readonly file: string;
  readonly column_name: string | null;
  readonly reason: string;
  readonly n: number;
  readonly first_line: number;
}

const shownPlaces = 10;
const quarantineQuery =
  "SELECT file, line, column_name, reason, raw_masked FROM payments_quarantine ORDER BY file, line";

interface LoadSummaryOptions {
  /** Where rows of the quarantine were first met; may speak of other files too. */
  readonly places: readonly QuarantinePlace[];
  /** `--data` as it was given, for the command that shows the quarantine. */
  readonly data: string | undefined;
}

/** What a load did, for a person: counts, then what to look at. */
export function loadSummary(report: LoadReport, { places, data }: LoadSummaryOptions): string {
  const loaded = report.files.filter((file) => file.status === "loaded");
  const counts = table([
    ["rows read", report.rowsRead, ""],
    ["  loaded", report.rowsLoaded, ""],
    ["  duplicates", report.duplicates, ""],
    ["  updated", report.updated, ""],
    ["  skipped", report.skipped, listed(report.skippedByKind)],
    ["  quarantined", report.quarantined, listed(report.quarantineByReason)],
    ["card numbers masked", report.cardNumbersMasked, ""],
  ]);
  const sections = [
    report.files.map(({ file, format, status, rowsRead }) =>
      status === "loaded"
        ? `${file}: ${format}, ${number(rowsRead)} rows`
        : `${file}: refused, nothing of it is loaded`,
    ),
    loaded.length === 0 ? [] : counts,
    loaded.length === 0 ? [] : [`Times were read in: ${report.timezone}`],
    unmapped(report.unmappedDeclines),
    quarantined(
      report,
      places.filter(({ file }) => loaded.some((read) => read.file === file)),
      data === undefined ? "" : ` --data ${data}`,
    ),
    report.warnings.map((warning) => `Warning: ${warning}`),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function unmapped(declines: Readonly<Record<string, number>>): string[] {
  return Object.keys(declines).length === 0
    ? []
    : [`Decline codes that map to no reason, loaded as OTHER: ${listed(declines)}`];
}

function quarantined(
  report: LoadReport,
  places: readonly QuarantinePlace[],
  dataFlag: string,
): string[] {
  if (report.quarantined === 0) return [];
  const more = places.length - shownPlaces;
  return [
    "Quarantined rows, by where each reason first occurs:",
    ...places
      .slice(0, shownPlaces)
      .map(({ file, first_line, column_name, reason, n }) =>
        [
          `  ${file}:${first_line}`,
          ...(column_name === null ? [] : [column_name]),
          `${reason} (${number(n)} ${n === 1 ? "row" : "rows"})`,
        ].join("  "),
      ),
    ...(more > 0 ? [`  and ${more} more`] : []),
    `All of them: pnpm pay sql "${quarantineQuery}"${dataFlag}`,
  ];
}

function table(rows: readonly (readonly [string, number, string])[]): string[] {
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const countWidth = Math.max(...rows.map(([, count]) => number(count).length));
  return rows.map(([name, count, note]) =>
    `${name.padEnd(nameWidth)}  ${number(count).padStart(countWidth)}  ${note}`.trimEnd(),
  );
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, n]) => `${name} ${number(n)}`)
    .join(", ");

const number = (value: number): string => value.toLocaleString("en-US");
