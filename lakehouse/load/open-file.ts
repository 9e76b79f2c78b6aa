import { RefusedError, UsageError } from "../../errors.ts";
import { BatchCollector } from "./batch/batches.ts";
import { stageCsvSql } from "./batch/stage.ts";
import { CsvFramer } from "./csv/framer.ts";
import { type CsvHeader, readHeader } from "./csv/header.ts";
import { type ColumnMap, detectFormat } from "./format/detect.ts";
import { batchFormat } from "./format/export-format.ts";
import type { OpenedFile } from "./load-file.ts";
import { openJsonLines } from "./open-json-lines.ts";
import { openText, type TextSource } from "./text-source.ts";

export const formatNames = ["auto", "stripe", "adyen", "braintree", "ndjson", "parquet"] as const;
export type FormatName = (typeof formatNames)[number];

const maxHeaderBytes = 1 << 20;

/**
 * Opens a text file and recognises what it is: JSON lines by their first character, else a processor's CSV by its
 * header. Throws RefusedError for anything else.
 */
export async function openTextFile(
  path: string,
  format: FormatName,
  merchant: string | null,
  signal: AbortSignal | undefined,
): Promise<OpenedFile> {
  const source = await openText(path, signal);
  const { head, header } = await readHead(source, path);
  const looksLikeJson = /^(\xef\xbb\xbf)?\s*[[{]/.test(head.toString("latin1", 0, 256));
  if (format === "ndjson" || (format === "auto" && looksLikeJson))
    return openJsonLines(path, "ndjson", source, head);
  if (header === null)
    throw new RefusedError(
      `${path}: no header line within the first ${maxHeaderBytes} bytes: not an export we know`,
      { file: path },
    );
  return openCsv(path, source, head, header, detectFormat(header.names, format, path), merchant);
}

/** The beginning of the file, long enough to hold its header. */
async function readHead(
  source: TextSource,
  path: string,
): Promise<{ head: Buffer; header: CsvHeader | null }> {
  const parts: Buffer[] = [];
  const iterator = source.stream.iterator({ destroyOnReturn: false });
  for await (const chunk of iterator) {
    parts.push(chunk as Buffer);
    const head = Buffer.concat(parts);
    const header = readHeader(head);
    if (header !== null || head.length > maxHeaderBytes) return { head, header };
  }
  const head = Buffer.concat(parts);
  if (head.toString("latin1").trim() === "")
    throw new RefusedError(`${path}: the file is empty`, { file: path });
  return { head, header: readHeader(Buffer.concat([head, Buffer.from("\n")])) };
}

function openCsv(
  path: string,
  source: TextSource,
  head: Buffer,
  header: CsvHeader,
  map: ColumnMap,
  merchant: string | null,
): OpenedFile {
  const { format } = map;
  const idNames = new Set(format.ids.map((name) => name.toLowerCase()));
  const idColumns = new Set(
    header.names.flatMap((name, i) => (idNames.has(canonicalName(map, name, i)) ? [i] : [])),
  );
  const collector = new BatchCollector(header.delimiter);
  const columns = header.names.length;
  return {
    path,
    formatName: format.name,
    vocabulary: format.processor,
    ...batchFormat(format),
    head: head.subarray(Math.min(header.end, head.length)),
    source,
    collector,
    framer: new CsvFramer(
      { delimiter: header.delimiter, columns, idColumns },
      header.nextLine,
      collector,
    ),
    stageSql: (batchFile) => stageCsvSql(batchFile, map, columns, header.delimiter),
    warnings: csvWarnings(map, merchant),
  };
}

const canonicalName = (map: ColumnMap, written: string, position: number): string => {
  for (const [name, at] of map.positions) if (at === position) return name.toLowerCase();
  return written.toLowerCase();
};

function csvWarnings(map: ColumnMap, merchant: string | null): string[] {
  const warnings: string[] = [];
  if (merchant === null && !map.positions.has("Merchant Account")) {
    warnings.push(
      `the ${map.format.title} names no merchant: loaded as merchant "default"; --merchant ID sets it`,
    );
  }
  return warnings;
}

/** Reads the name of a format. Throws UsageError with the valid ones. */
export function readFormatName(name: string): FormatName {
  const format = formatNames.find((known) => known === name);
  if (format === undefined)
    throw new UsageError(`unknown format "${name}": use one of ${formatNames.join(", ")}`, {
      format: name,
    });
  return format;
}
