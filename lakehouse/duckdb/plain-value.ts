import {
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBValueConverter,
  JSDuckDBValueConverter,
} from "@duckdb/node-api";

/** DuckDB's value as plain JSON: what `Row` of the Warehouse promises, at any depth of a list or struct. */
export const plainValue: DuckDBValueConverter<unknown> = (
  value: DuckDBValue,
  type: DuckDBType,
  nested: DuckDBValueConverter<unknown>,
): unknown => {
  const js = JSDuckDBValueConverter(
    value,
    type,
    nested as typeof JSDuckDBValueConverter,
  ) as unknown;
  if (js instanceof Date) {
    const iso = js.toISOString();
    return type.typeId === DuckDBTypeId.DATE ? iso.slice(0, 10) : iso;
  }
  if (typeof js === "bigint") return exactNumber(js);
  if (js instanceof Uint8Array) return Buffer.from(js).toString("hex");
  return js ?? null;
};

/** An integer beyond 2^53 stays exact, as text: a wrong digit would be worse than another type. */
const exactNumber = (integer: bigint): number | string => {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer.toString();
};
