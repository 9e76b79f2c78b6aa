import type { AttemptBatch } from "./attempt-batch.ts";
import {
  type AttemptColumn,
  attemptColumnNames,
  attemptColumns,
  nullValue,
} from "./attempt-columns.ts";
import type { World } from "./world.ts";

/** An attempt in the words of the event format; absent fields are null. */
export type EventRow = Record<AttemptColumn, string | number | boolean | null>;

/** The rows of a batch as events, written out value by value: slow, and independent of how worlds are written to files. */
export const eventRows = (world: World, batch: AttemptBatch): EventRow[] =>
  Array.from(
    { length: batch.count },
    (_, row) =>
      Object.fromEntries(
        attemptColumnNames.map((name) => [name, valueAt(world, batch, name, row)]),
      ) as EventRow,
  );

export const allRows = (world: World): EventRow[] =>
  world
    .stretches()
    .toArray()
    .flatMap(({ attempts }) => eventRows(world, attempts));

const valueAt = (world: World, batch: AttemptBatch, name: AttemptColumn, row: number) => {
  const value = batch.columns[name][row] ?? nullValue;
  if (value === nullValue) return null;
  const column = attemptColumns[name];
  switch (column.kind) {
    case "code":
      return world.dictionaries[column.dictionary][value] ?? null;
    case "id":
      return `${column.prefix}${value}`;
    case "digits":
      return String(value).padStart(column.width, "0");
    case "flag":
      return value === 1;
    case "instant":
      return new Date(value).toISOString();
    case "share":
    case "tenThousandths":
      return value / 10_000;
    case "minor":
      return value / 10 ** (world.currencyDigits[batch.columns.currency[row] ?? 0] ?? 2);
    case "ipv4":
      return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join(".");
    default:
      return value;
  }
};
