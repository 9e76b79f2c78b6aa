import { existsSync } from "node:fs";
import { NoDataError, RefusedError } from "../errors.ts";
import { CsvFramer } from "../lakehouse/load/csv/framer.ts";
import { type CsvHeader, readHeader } from "../lakehouse/load/csv/header.ts";
import { parseRecord } from "../lakehouse/load/csv/record.ts";
import { openText } from "../lakehouse/load/text-source.ts";
import type { Cube } from "./cube.ts";
import { columnsOf, type Measure, measureColumns } from "./cube-row.ts";

/**
 * A cube from a CSV: one row a leaf, any columns as dimensions, and the columns of one measure (`columnsOf`). Rows of the same
 * leaf are added up. Throws NoDataError where there is no file or no row, RefusedError with lines and reasons where a row
 * cannot be read: an answer without it would be about something else.
 */
export async function readCube(file: string, signal?: AbortSignal): Promise<Cube> {
  if (!existsSync(file)) throw new NoDataError(`There is no file ${file}.`, { file });
  const bytes = await bytesOf(file, signal);
  const header = readHeader(
    bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from("\n")]),
  );
  if (header === null) throw new NoDataError(`${file} is empty.`, { file });
  const { measure, dimensions } = columnsIn(header, file);
  const rows = rowsOf(bytes, header, file);
  if (rows.length === 0) throw new NoDataError(`${file} has a header and no rows.`, { file });
  return cubeOf(measure, dimensions, checked(rows, measure, file));
}

async function bytesOf(file: string, signal: AbortSignal | undefined): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const { stream } = await openText(file, signal);
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function columnsIn({ names }: CsvHeader, file: string) {
  const lower = names.map((name) => name.toLowerCase());
  const repeated = lower.find((name, index) => lower.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new RefusedError(`${file} names the column ${repeated} twice.`, { file });
  const measure = (Object.keys(measureColumns) as Measure[]).find((one) =>
    columnsOf(one).every((column) => lower.includes(column)),
  );
  if (measure === undefined)
    throw new RefusedError(
      `${file} has no measure. A cube needs the columns ${columnsOf("ratio").join(", ")}, or ${columnsOf("additive").join(", ")} for a measure that sums; it has ${names.join(", ")}.`,
      { file },
    );
  const dimensions = names.filter((name) => !columnsOf(measure).includes(name.toLowerCase()));
  if (dimensions.length === 0)
    throw new RefusedError(
      `${file} has no dimension: every column beside the measure is one, and there is none.`,
      { file },
    );
  return { measure, dimensions };
}

interface Row {
  readonly line: number;
  /** By column, measure columns in lower case. */
  readonly fields: Readonly<Record<string, string>>;
}

function rowsOf(bytes: Buffer, header: CsvHeader, file: string): Row[] {
  const { delimiter, names, end, nextLine } = header;
  const rows: Row[] = [];
  const broken: string[] = [];
  const measures = [...columnsOf("ratio"), ...columnsOf("additive")];
  const keys = names.map((name) =>
    measures.includes(name.toLowerCase()) ? name.toLowerCase() : name,
  );
  const framer = new CsvFramer(
    // A dimension may hold ids of many digits: nothing of a cube is stored.
    { delimiter, columns: names.length, idColumns: new Set(names.keys()) },
    nextLine,
    {
      record(line, data, from, to) {
        const text = Buffer.from(data.subarray(from, to)).toString("utf8");
        const values = parseRecord(text.replace(/\r?\n$/, ""), delimiter);
        const fields = Object.fromEntries(keys.map((key, at) => [key, values[at] ?? ""]));
        rows.push({ line, fields });
      },
      skipped: () => {},
      broken: (line, reason) => broken.push(`line ${line}: ${reason}`),
      masked: () => {},
    },
  );
  framer.push(bytes.subarray(end));
  framer.end();
  if (broken.length > 0) throw refusal(file, broken);
  return rows;
}

type Checked = Row & { readonly numbers: Readonly<Record<string, number>> };

function checked(rows: readonly Row[], measure: Measure, file: string): Checked[] {
  const wrong: string[] = [];
  const good = rows.flatMap((row): Checked[] => {
    const parsed = measureColumns[measure].safeParse(row.fields);
    if (parsed.success) return [{ ...row, numbers: { ...parsed.data } }];
    const [issue] = parsed.error.issues;
    const column = String(issue?.path[0] ?? "");
    wrong.push(`line ${row.line}: ${column} ${issue?.message} ("${row.fields[column] ?? ""}")`);
    return [];
  });
  if (wrong.length > 0) throw refusal(file, wrong);
  return good;
}

const shown = 5;

const refusal = (file: string, wrong: readonly string[]) =>
  new RefusedError(
    `${file} has ${wrong.length} ${wrong.length === 1 ? "row that cannot" : "rows that cannot"} be read: ${wrong.slice(0, shown).join("; ")}${wrong.length > shown ? "; …" : "."}`,
    { file, rows: wrong.length },
  );

function cubeOf(measure: Measure, dimensions: readonly string[], rows: readonly Checked[]): Cube {
  const leaves = [
    ...Map.groupBy(rows, ({ fields }) => JSON.stringify(dimensions.map((name) => fields[name]))),
  ].map(([, own]) => {
    const sum = (column: string) =>
      own.reduce((total, { numbers }) => total + (numbers[column] ?? 0), 0);
    const values = Object.fromEntries(dimensions.map((name) => [name, own[0]?.fields[name] ?? ""]));
    return { values, sum };
  });
  if (measure === "additive")
    return {
      measure,
      dimensions,
      leaves: leaves.map(({ values, sum }) => ({
        values,
        baseline: sum("baseline"),
        current: sum("current"),
      })),
    };
  return {
    measure,
    dimensions,
    leaves: leaves.map(({ values, sum }) => ({
      values,
      comparison: {
        numerator: sum("baseline_numerator"),
        denominator: sum("baseline_denominator"),
      },
      current: { numerator: sum("current_numerator"), denominator: sum("current_denominator") },
    })),
  };
}
