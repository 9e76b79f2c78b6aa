import { createBronze } from "../../lakehouse/bronze/create-bronze.ts";
import { openLakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { mergeBatch } from "../../lakehouse/load/batch/merge-batch.ts";
import { prepareConnection } from "../../lakehouse/load/batch/prepare.ts";
import { readBatch } from "../../lakehouse/load/batch/read-batch.ts";
import { identifier, literal } from "../../lakehouse/load/batch/stage.ts";
import { adyenReceived } from "../../lakehouse/load/format/adyen.ts";
import type { ExportFormat } from "../../lakehouse/load/format/export-format.ts";
import { batchFormat } from "../../lakehouse/load/format/export-format.ts";
import { stripe } from "../../lakehouse/load/format/stripe.ts";
import { refreshLakehouse } from "../../lakehouse/refresh/refresh-lakehouse.ts";
import { writeReferenceTables } from "../../lakehouse/silver/reference-tables.ts";

/**
 * The bar for the loader, run as a process of its own with a file, its format and a database to write: DuckDB reads a clean export by itself in one piece, and the product's own statements do the
 * rest. No masking of card numbers, no quarantine of ragged rows, no foreign encodings.
 */
const plainDuckDbLoad = async (
  csvFile: string,
  format: ExportFormat,
  databaseFile: string,
): Promise<void> => {
  const lakehouse = await openLakehouse(databaseFile, { memoryLimit: "2GB" });
  try {
    const { connection } = lakehouse;
    await createBronze(connection);
    await writeReferenceTables(connection);
    await prepareConnection(connection);
    const present = await connection.runAndReadAll(
      `SELECT column_name FROM (DESCRIBE SELECT * FROM ${readCsv(csvFile)})`,
    );
    const columns = new Set(present.getRows().map(([name]) => String(name)));
    await connection.run(stageSql(csvFile, format, columns));
    await readBatch(connection, batchFormat(format), null, null);
    await mergeBatch(connection, {
      batch: 1,
      file: csvFile,
      format: format.processor,
      ingestedAt: "2026-11-02T00:00:00.000Z",
    });
    await refreshLakehouse(connection);
    await connection.run("CHECKPOINT");
  } finally {
    lakehouse.close();
  }
};

const readCsv = (file: string): string =>
  `read_csv(${literal(file)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')`;

const stageSql = (file: string, format: ExportFormat, present: ReadonlySet<string>): string => {
  const columns = [...format.required, ...format.optional].map((name) =>
    present.has(name) ? identifier(name) : `CAST(NULL AS VARCHAR) AS ${identifier(name)}`,
  );
  return `CREATE OR REPLACE TEMP TABLE staged AS
    SELECT row_number() OVER () AS _line, 0 AS _at, 0 AS _length, CAST(NULL AS VARCHAR) AS extra, ${columns.join(", ")}
    FROM ${readCsv(file)}`;
};

const [csvFile = "", processor = "", databaseFile = ""] = process.argv.slice(2);
const format = [stripe, adyenReceived].find((known) => known.processor === processor);
if (format === undefined) throw new Error(`no export format of a processor "${processor}"`);
await plainDuckDbLoad(csvFile, format, databaseFile);
