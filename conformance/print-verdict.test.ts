import { describe, expect, test } from "vitest";
import { describeVerdict } from "./print-verdict.ts";

const cell = {
  cells: 3,
  key: "source=shop, payment_id=p1",
  column: "amount_minor",
  duckDb: "2550",
  spark: "2551",
};

describe("describeVerdict", () => {
  test("names relation, row, column and both values of what differs, and how often", () => {
    const comparison = { rows: 8240, columns: 15, differences: [cell] };
    expect(describeVerdict({ name: "payments_silver", kind: "compared", comparison })).toEqual([
      "FAILED payments_silver                     8240 rows × 15 columns",
      "         amount_minor: 3 of them, first [source=shop, payment_id=p1]: DuckDB 2550, Spark 2551",
    ]);
  });

  test("says how many rows were found the same", () => {
    const comparison = { rows: 8240, columns: 15, differences: [] };
    expect(describeVerdict({ name: "payments_silver", kind: "compared", comparison })).toEqual([
      "same   payments_silver                     8240 rows × 15 columns",
    ]);
  });

  test("fails a relation without rows: nothing was compared", () => {
    const comparison = { rows: 0, columns: 15, differences: [] };
    expect(describeVerdict({ name: "v_new", kind: "compared", comparison })[0]).toMatch(
      /^FAILED v_new +no rows/,
    );
  });

  test("fails what Spark refused, with what it said", () => {
    const [line] = describeVerdict({
      name: "v_new",
      kind: "not built",
      reason: "Spark: [PARSE_SYNTAX_ERROR]",
    });
    expect(line).toMatch(/^FAILED v_new +Spark: \[PARSE_SYNTAX_ERROR\]$/);
  });
});
