import type { ColumnMap } from "../format/detect.ts";

/** A SQL string literal. For names and paths that come from files, where a statement takes no parameter. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Shows a batch file of framed records as `staged`: line, place of the raw record in the batch, the columns the format
 * reads (null where the file has none), and the columns it does not know as JSON in `extra`.
 */
export function stageCsvSql(
  batchFile: string,
  map: ColumnMap,
  columns: number,
  delimiter: string,
): string {
  const text = (position: number) => `nullif(trim(c${position}), '')`;
  const known = [...map.format.required, ...map.format.optional].map((name) => {
    const position = map.positions.get(name);
    return `${position === undefined ? "CAST(NULL AS VARCHAR)" : text(position)} AS ${identifier(name)}`;
  });
  const names = Array.from({ length: columns }, (_, i) => `'c${i}': 'VARCHAR'`);
  return `CREATE OR REPLACE TEMP VIEW staged AS
    SELECT _line, _at, _length, ${extraJson(map, text)} AS extra, ${known.join(", ")}
    FROM read_csv(${literal(batchFile)}, auto_detect = false, header = false, delim = ${literal(delimiter)}, quote = '"',
      escape = '"', strict_mode = true, max_line_size = 4194304, buffer_size = 8388608,
      columns = {'_line': 'BIGINT', '_at': 'BIGINT', '_length': 'BIGINT', ${names.join(", ")}})`;
}

function extraJson(map: ColumnMap, text: (position: number) => string): string {
  if (map.extras.length === 0) return "CAST(NULL AS VARCHAR)";
  const pairs = map.extras.map((extra) => `${identifier(extra.name)} := ${text(extra.position)}`);
  return `nullif(CAST(json_merge_patch('{}', to_json(struct_pack(${pairs.join(", ")}))) AS VARCHAR), '{}')`;
}

/** Shows a batch file of framed JSON lines as `staged`: line, place, and the object as text. */
export const stageJsonSql = (batchFile: string): string =>
  `CREATE OR REPLACE TEMP VIEW staged AS
    SELECT _line, _at, _length, json
    FROM read_csv(${literal(batchFile)}, auto_detect = false, header = false, delim = '\x1f', quote = '', escape = '',
      max_line_size = 4194304, buffer_size = 8388608,
      columns = {'_line': 'BIGINT', '_at': 'BIGINT', '_length': 'BIGINT', 'json': 'VARCHAR'})`;
