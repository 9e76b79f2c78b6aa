import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { DuckDBInstance } from "@duckdb/node-api";
import { RefusedError } from "../../../errors.ts";
import { literal } from "../batch/stage.ts";
import type { OpenedFile } from "../load-file.ts";
import { openJsonLines } from "../open-json-lines.ts";

/**
 * Opens a Parquet file of the event format as JSON lines, so that both go the same way; the line is the row's number.
 * Throws RefusedError when the file is damaged or has none of the format's columns.
 */
export async function openParquet(path: string): Promise<OpenedFile> {
  const { size } = await stat(path);
  // Why an instance of its own: the load's connection is busy with the batch before.
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "200MB", threads: "1" });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    const columns = await connection.runAndReadAll(
      `SELECT name FROM parquet_schema(${literal(path)})`,
    );
    const names = columns.getRows().map((row) => String(row[0]));
    if (!names.some((name) => name === "transaction_id" || name === "usd_per_unit")) {
      throw new RefusedError(
        `${path}: not the event format: expected columns like transaction_id, event_timestamp, amount. Found: ${names.slice(1, 13).join(", ")}`,
        { file: path },
      );
    }
    let rows = 0;
    const lines = async function* () {
      try {
        for (
          let chunk = await result.fetchChunk();
          chunk !== null && chunk.rowCount > 0;
          chunk = await result.fetchChunk()
        ) {
          rows += chunk.rowCount;
          yield Buffer.from(`${chunk.getColumnValues(0).join("\n")}\n`);
        }
      } finally {
        close();
      }
    };
    const total = await connection.runAndReadAll(
      `SELECT sum(num_rows) FROM parquet_file_metadata(${literal(path)})`,
    );
    const rowCount = Number(total.getRows()[0]?.[0] ?? 0);
    const result = await connection.stream(
      `SELECT CAST(to_json(one_row) AS VARCHAR) FROM read_parquet(${literal(path)}) AS one_row`,
    );
    const stream = Readable.from(lines());
    const source = {
      sizeBytes: size,
      stream,
      bytesRead: () => Math.round((size * rows) / Math.max(rowCount, 1)),
    };
    return openJsonLines(path, "parquet", source, Buffer.alloc(0));
  } catch (error) {
    close();
    if (error instanceof RefusedError) throw error;
    throw new RefusedError(`${path}: the Parquet file cannot be read: ${String(error)}`, {
      file: path,
      cause: error,
    });
  }
}
