import { RefusedError } from "../../errors.ts";
import { BatchCollector } from "./batch/batches.ts";
import { stageJsonSql } from "./batch/stage.ts";
import { eventIdFields, eventMappingSql } from "./format/event.ts";
import { LineFramer } from "./json/line-framer.ts";
import type { OpenedFile } from "./load-file.ts";
import type { TextSource } from "./text-source.ts";

/** A stream of JSON lines in the event format. Throws RefusedError for one big JSON array. */
export function openJsonLines(
  path: string,
  formatName: "ndjson" | "parquet",
  source: TextSource,
  head: Buffer,
): OpenedFile {
  if (/^(\xef\xbb\xbf)?\s*\[/.test(head.toString("latin1", 0, 256))) {
    throw new RefusedError(
      `${path}: a JSON array; expected one JSON object a line (NDJSON), for example from jq -c '.[]'`,
      { file: path },
    );
  }
  const collector = new BatchCollector("\x1f");
  return {
    path,
    formatName,
    vocabulary: "event",
    mappingSql: eventMappingSql(),
    columnOf: {},
    monthFirst: false,
    head,
    source,
    collector,
    framer: new LineFramer(eventIdFields, collector),
    stageSql: stageJsonSql,
    timeSql: "json_extract_string(CASE WHEN json_valid(json) THEN json END, '$.event_timestamp')",
    zoneSql: "CAST(NULL AS VARCHAR)",
    warnings: [],
  };
}
