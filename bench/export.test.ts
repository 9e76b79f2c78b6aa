import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { adyenReceivedColumns, adyenSettlementColumns } from "./export/adyen-columns.ts";
import { withThousands } from "./export/note.ts";
import { writeExport } from "./export/write-export.ts";
import { csvRecords, decodeText, delimiterOf } from "./recompute/csv.ts";
import { recompute } from "./recompute/recompute.ts";

const folder = mkdtempSync(join(tmpdir(), "exports-"));
afterAll(() => rmSync(folder, { recursive: true }));

const made = (format: "stripe" | "adyen", dirt: boolean, seed = 5, rows = 3000) => {
  const out = join(folder, `${format}-${dirt}-${seed}.csv`);
  const truth = writeExport({ format, out, rows, seed, dirt });
  return { out, truth, bytes: readFileSync(out) };
};

describe.each(["stripe", "adyen"] as const)("a generated %s export", (format) => {
  test.each([false, true])("holds what its truth says (dirt: %s)", (dirt) => {
    const { truth, bytes } = made(format, dirt);
    const found = recompute(bytes);
    expect({
      good: found.attempts,
      counted: found.counted,
      blocked: found.blocked,
      payments: found.payments,
      approved: found.approvalPerAttempt.numerator,
      firstApproved: found.approvalFirstAttempt.numerator,
      netApproved: found.approvalPerPayment.numerator,
      recovered: found.recovered.numerator,
    }).toEqual({
      good: truth.good,
      counted: truth.counted,
      blocked: truth.blocked,
      payments: truth.payments,
      approved: truth.approved,
      firstApproved: truth.firstApproved,
      netApproved: truth.netApproved,
      recovered: truth.recovered,
    });
    expect(truth.good).toBe(3000);
  });

  test("counts every record of the file as one thing", () => {
    const { truth, bytes } = made(format, true);
    const sum = (counts: Record<string, number>) =>
      Object.values(counts).reduce((total, value) => total + value, 0);
    const text = decodeText(bytes);
    expect([...csvRecords(text, delimiterOf(text))].length - 1).toBe(truth.records);
    expect(truth.records).toBe(
      truth.good + truth.duplicates + sum(truth.skippedByKind) + sum(truth.quarantinedByReason),
    );
    expect(Math.min(...Object.values(truth.quarantinedByReason))).toBeGreaterThan(0);
    expect(truth.cardNumbers).toBeGreaterThan(10);
  });

  test("is the same for the same seed and another for another", () => {
    const once = made(format, true, 8, 400).bytes;
    expect(made(format, true, 8, 400).bytes.equals(once)).toBe(true);
    expect(made(format, true, 9, 400).bytes.equals(once)).toBe(false);
  });
});

describe("dirt", () => {
  test("is in the bytes: order mark, line ends, delimiter, encoding, line breaks in cells", () => {
    const stripe = made("stripe", true).bytes;
    expect([...stripe.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(stripe.includes("\r\n")).toBe(true);
    expect(stripe.includes('"first line\nsecond line, same order"')).toBe(true);
    const adyen = made("adyen", true).bytes;
    expect(adyen.includes(Buffer.from("M\xfcller", "latin1"))).toBe(true);
    expect(delimiterOf(decodeText(adyen))).toBe(";");
  });

  test("separates thousands of the whole part only", () => {
    expect(withThousands("1234567.8901")).toBe("1,234,567.8901");
    expect(withThousands("999.99")).toBe("999.99");
    expect(withThousands("1000")).toBe("1,000");
  });
});

describe("a settlement report", () => {
  test("settles exactly the approved attempts and carries the fees that its truth sums", () => {
    const settlement = join(folder, "settlement.csv");
    const { settlement: truth, approved } = writeExport({
      format: "adyen",
      out: join(folder, "received.csv"),
      rows: 2000,
      seed: 3,
      dirt: true,
      settlement,
    });
    const text = decodeText(readFileSync(settlement));
    const [header = [], ...rows] = csvRecords(text, delimiterOf(text));
    const cell = (row: readonly string[], name: string) => row[header.indexOf(name)] ?? "";
    const settled = rows.filter((row) => cell(row, "Type") === "Settled");
    const fees = ["Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)"];
    const feeMinor = settled
      .flatMap((row) => fees.map((name) => Math.round(Number(cell(row, name)) * 100)))
      .reduce((total, fee) => total + fee, 0);
    expect(header).toEqual(adyenSettlementColumns);
    expect(settled.length).toBe(approved);
    expect(truth).toMatchObject({ settled: approved, feeMinor, payouts: 1 });
  });

  test("and its received payments have the columns that Adyen documents", () => {
    expect(adyenReceivedColumns.length).toBe(50);
    expect(adyenSettlementColumns.length).toBe(30);
  });
});

describe("the outside parser", () => {
  test("reads back whatever cells are written by RFC 4180", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "ü") });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n"), (rows, newline) => {
        const text = rows
          .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))
          .join(newline);
        expect([...csvRecords(text, ",")]).toEqual(rows);
      }),
    );
  });
});
