import { expect, test } from "vitest";
import type { FileReport } from "../lakehouse/load/load-report.ts";
import { summarise } from "../lakehouse/load/load-report.ts";
import { loadSummary } from "./load-summary.ts";

const loaded: FileReport = {
  file: "charges.csv",
  format: "stripe",
  status: "loaded",
  reason: null,
  rowsRead: 1_234,
  rowsLoaded: 1_200,
  duplicates: 4,
  updated: 0,
  skipped: 20,
  skippedByKind: { blank_line: 1, refund: 19 },
  quarantined: 10,
  quarantineByReason: { bad_amount: 10 },
  cardNumbersMasked: 3,
  unmappedDeclines: { mystery_code: 2 },
  timezone: "UTC",
  warnings: ["no merchant named"],
};
const place = { column_name: "Amount", reason: "bad_amount", n: 10, first_line: 7 };
const places = [
  { ...place, file: "charges.csv" },
  { ...place, file: "of-another-load.csv" },
];
const nothing: FileReport = {
  ...loaded,
  quarantined: 0,
  quarantineByReason: {},
  unmappedDeclines: {},
  warnings: [],
};

test("says what became of every row, and where to look", () => {
  const text = loadSummary(summarise([loaded]), { places, data: "here" });
  expect(text).toContain("rows read            1,234\n");
  expect(text).toMatch(/skipped +20 {2}refund 19, blank_line 1\n/);
  expect(text).toContain("card numbers masked      3\n");
  expect(text).toContain("charges.csv:7  Amount  bad_amount (10 rows)");
  expect(text).not.toContain("of-another-load");
  expect(text).toMatch(/pnpm pay sql "SELECT .+ FROM payments_quarantine .+" --data here\n/);
  expect(text).toContain("mystery_code 2");
  expect(text).toContain("Warning: no merchant named");
});

test("says no more than there is to say", () => {
  const text = loadSummary(summarise([nothing]), { places: [], data: undefined });
  expect(text).not.toMatch(/Quarantined|OTHER|Warning/);
});

test("names a refused file, and gives no counts where nothing was loaded", () => {
  const refused: FileReport = { ...nothing, file: "x.csv", status: "refused", reason: "no rows" };
  const text = loadSummary(summarise([refused]), { places: [], data: undefined });
  expect(text).toBe("x.csv: refused, nothing of it is loaded");
});

test("lists at most ten places and says how many more there are", () => {
  const many = Array.from({ length: 13 }, (_, at) => ({
    ...place,
    file: "charges.csv",
    first_line: at,
  }));
  const text = loadSummary(summarise([loaded]), { places: many, data: undefined });
  expect(text.match(/bad_amount \(/g)).toHaveLength(10);
  expect(text).toContain("and 3 more");
});
