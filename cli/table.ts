type Row = Readonly<Record<string, unknown>>;

/** Rows as an aligned table, never cut: numbers to the right, nothing as –. Every row has the columns of the first. */
export function renderTable(rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const columns = Object.keys(first).map((name) => {
    const cells = rows.map((row) => cellText(row[name]));
    return {
      name,
      cells,
      width: Math.max(name.length, ...cells.map((cell) => cell.length)),
      isNumeric: rows.every((row) => row[name] == null || typeof row[name] === "number"),
    };
  });
  const line = (cellOf: (column: (typeof columns)[number]) => string): string =>
    columns
      .map((column) =>
        column.isNumeric
          ? cellOf(column).padStart(column.width)
          : cellOf(column).padEnd(column.width),
      )
      .join("  ")
      .trimEnd();
  return [
    line(({ name }) => name),
    line(({ width }) => "-".repeat(width)),
    ...rows.map((_, index) => line(({ cells }) => cells[index] ?? "")),
  ].join("\n");
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.replaceAll(/\s+/g, " ");
}
