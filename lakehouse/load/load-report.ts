import { z } from "zod";

const count = z.int().min(0);
const counts = z.record(z.string(), count);

const rowCounts = {
  rowsRead: count.describe(
    "records after the header; loaded + duplicates + updated + skipped + quarantined",
  ),
  rowsLoaded: count.describe("rows that were new"),
  duplicates: count.describe("rows that say what is known already, in the same or a newer version"),
  updated: count.describe("rows that are a newer version of a known transaction"),
  skipped: count.describe("rows that are no attempts: totals, blank lines, refunds, payouts, fees"),
  skippedByKind: counts,
  quarantined: count.describe("rows that should be attempts and cannot be read"),
  quarantineByReason: counts,
  cardNumbersMasked: count.describe(
    "full card numbers found and cut to BIN and last four, quarantine included",
  ),
  unmappedDeclines: counts.describe(
    "raw decline codes that no row of the taxonomy maps, loaded as OTHER",
  ),
};

/** What became of one file. A refused file leaves nothing. */
export const FileReport = z.object({
  file: z.string(),
  format: z
    .string()
    .nullable()
    .describe(
      "stripe, adyen-received, adyen-settlement, braintree, ndjson, parquet; null if not recognised",
    ),
  status: z.enum(["loaded", "refused"]),
  reason: z.string().nullable().describe("why it was refused"),
  ...rowCounts,
  timezone: z
    .string()
    .describe("zones that times were read in, separated by commas; UTC where a row names none"),
  warnings: z.array(z.string()),
});
export type FileReport = z.infer<typeof FileReport>;

/** What `pay load --json` prints: the sums over the loaded files, and each file. */
export const LoadReport = z.object({
  files: z.array(FileReport),
  ...rowCounts,
  timezone: z.string(),
  warnings: z.array(z.string()),
});
export type LoadReport = z.infer<typeof LoadReport>;

/** Sums file reports. Refused files count nothing: they left nothing. */
export function summarise(files: readonly FileReport[]): LoadReport {
  const loaded = files.filter((file) => file.status === "loaded");
  const sum = (pick: (file: FileReport) => number) =>
    loaded.reduce((total, file) => total + pick(file), 0);
  return {
    files: [...files],
    rowsRead: sum((f) => f.rowsRead),
    rowsLoaded: sum((f) => f.rowsLoaded),
    duplicates: sum((f) => f.duplicates),
    updated: sum((f) => f.updated),
    skipped: sum((f) => f.skipped),
    skippedByKind: addCounts(loaded.map((f) => f.skippedByKind)),
    quarantined: sum((f) => f.quarantined),
    quarantineByReason: addCounts(loaded.map((f) => f.quarantineByReason)),
    cardNumbersMasked: sum((f) => f.cardNumbersMasked),
    unmappedDeclines: addCounts(loaded.map((f) => f.unmappedDeclines)),
    timezone: joinZones(loaded.flatMap((f) => f.timezone.split(", "))),
    warnings: [...new Set(files.flatMap((f) => f.warnings))],
  };
}

/** Adds counts by name. */
export function addCounts(
  parts: readonly Readonly<Record<string, number>>[],
): Record<string, number> {
  const total: Record<string, number> = {};
  for (const part of parts)
    for (const [name, n] of Object.entries(part)) total[name] = (total[name] ?? 0) + n;
  return total;
}

/** Names of zones once each, in order; a bare `Z` is UTC. */
export const joinZones = (zones: Iterable<string>): string =>
  [...new Set([...zones].map((zone) => (/^(z|gmt)$/i.test(zone) ? "UTC" : zone)))]
    .filter((zone) => zone !== "")
    .sort()
    .join(", ");

/** A file of which nothing was read yet. */
export const emptyReport = (file: string): FileReport => ({
  file,
  format: null,
  status: "loaded",
  reason: null,
  rowsRead: 0,
  rowsLoaded: 0,
  duplicates: 0,
  updated: 0,
  skipped: 0,
  skippedByKind: {},
  quarantined: 0,
  quarantineByReason: {},
  cardNumbersMasked: 0,
  unmappedDeclines: {},
  timezone: "",
  warnings: [],
});
