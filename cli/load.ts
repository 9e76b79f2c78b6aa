import { RefusedError, UsageError } from "../errors.ts";
import type { LoadOptions } from "../lakehouse/load/load-files.ts";
import type { LoadReport } from "../lakehouse/load/load-report.ts";
import { formatNames, readFormatName } from "../lakehouse/load/open-file.ts";
import { defineCommand } from "./command.ts";
import type { CommandContext, Output } from "./command-context.ts";
import { loadProgress } from "./load-progress.ts";
import { loadSummary, type QuarantinePlace } from "./load-summary.ts";
import { loadThroughServer } from "./load-through-server.ts";
import { dataOption, jsonOption, withData } from "./shared-options.ts";

export const load = defineCommand({
  name: "load",
  summary: "Load processor exports or event files into the lakehouse",
  operands: "FILE…",
  examples: [
    { line: "pay load charges.csv", does: "the format is recognised" },
    { line: "pay load received.csv settlement.csv", does: "Adyen payments with their fees" },
    {
      line: "pay load transactions.csv.gz --merchant shop-eu --json",
      does: "names the merchant; the report as one object",
    },
  ],
  options: {
    format: {
      type: "string",
      value: "FORMAT",
      default: "auto",
      describe: formatNames.join(" | "),
    },
    merchant: {
      type: "string",
      value: "ID",
      describe: "merchant of all rows (default: the export's account column)",
    },
    data: dataOption,
    json: jsonOption,
  },
  notes:
    "Loading a file again changes nothing. Rows that cannot be read go to the quarantine; a file with no usable row is\n" +
    "refused and leaves nothing, the others load. A load that is stopped leaves the lakehouse as it was.",
  async run({ values, positionals: files }, context) {
    if (files.length === 0) throw new UsageError("Name the files to load: pay load FILE…");
    const format = readFormatName(values.format);
    const config = withData(context.config(), values.data);
    const { stdout, stderr, signal } = context;
    const { dataDir } = config;
    const merchant = values.merchant ?? null;
    const server = await context.runningServer(dataDir);
    const report =
      server === null
        ? await loadHere({ files, dataDir, format, merchant, signal }, stderr)
        : await loadThroughServer({ files, format, merchant }, { dataDir, ...context });

    if (values.json) stdout.write(`${JSON.stringify(report)}\n`);
    else {
      const places = report.quarantined > 0 ? await quarantinePlaces(context, config) : [];
      stdout.write(`${loadSummary(report, { places, data: values.data })}\n`);
    }
    const refused = report.files.filter((file) => file.status === "refused");
    if (refused.length === 0) return 0;
    throw new RefusedError(refused.map(({ file, reason }) => `${file}: ${reason}`).join("\n"));
  },
});

async function loadHere(options: LoadOptions, stderr: Output): Promise<LoadReport> {
  const { loadFiles } = await import("../lakehouse/load/load-files.ts");
  const progress = loadProgress(stderr);
  return loadFiles(options, progress.show).finally(progress.end);
}

async function quarantinePlaces(
  { openProduct }: CommandContext,
  config: Parameters<CommandContext["openProduct"]>[0],
): Promise<QuarantinePlace[]> {
  const product = await openProduct(config);
  try {
    const rows = await product.sql(
      `SELECT file, column_name, reason, count(*) AS n, min(line) AS first_line
       FROM payments_quarantine GROUP BY file, column_name, reason ORDER BY n DESC, file, first_line`,
    );
    return rows as unknown as QuarantinePlace[];
  } finally {
    await product.close();
  }
}
