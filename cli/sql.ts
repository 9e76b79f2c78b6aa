import { UsageError } from "../errors.ts";
import { defineCommand } from "./command.ts";
import type { Output } from "./command-context.ts";
import { dataOption, jsonOption, withData } from "./shared-options.ts";
import { renderTable } from "./table.ts";

export const sql = defineCommand({
  name: "sql",
  summary: "Check numbers: one SELECT over silver, gold and the quarantine",
  operands: '"SELECT …"',
  examples: [
    { line: 'pay sql "SELECT * FROM v_executive_kpis"', does: "a table" },
    {
      line: 'pay sql "SELECT reason, count(*) AS n FROM payments_quarantine GROUP BY reason" --json',
      does: "an array of rows",
    },
  ],
  options: { data: dataOption, json: jsonOption },
  notes: "Read-only. Personal and card columns are masked.",
  async run({ values, positionals }, { config, openProduct, stdout, stderr, signal }) {
    const [statement = "", ...more] = positionals;
    if (statement.trim() === "" || more.length > 0)
      throw new UsageError('Give one statement in quotes: pay sql "SELECT …"');
    const product = await openProduct(withData(config(), values.data));
    try {
      const rows = await product.sql(statement, { signal });
      if (values.json) writeArray(stdout, rows);
      else if (rows.length === 0) stderr.write("No rows.\n");
      else stdout.write(`${renderTable(rows)}\n`);
      return 0;
    } finally {
      await product.close();
    }
  },
});

/** Row by row: all rows of a large export as one string would be longer than a string can be. */
function writeArray(stdout: Output, rows: readonly unknown[]): void {
  stdout.write("[");
  for (const [index, row] of rows.entries())
    stdout.write(`${index === 0 ? "" : ",\n"}${JSON.stringify(row)}`);
  stdout.write("]\n");
}
