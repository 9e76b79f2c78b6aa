import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openLakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { loadFiles } from "../lakehouse/load/load-files.ts";
import { lakehouseFile } from "../lakehouse/load/work-copy.ts";
import { writeExport } from "./export/write-export.ts";
import { recompute } from "./recompute/recompute.ts";

const folder = mkdtempSync(join(tmpdir(), "load-agrees-"));
afterAll(() => rmSync(folder, { recursive: true }));

const share = (value: string) =>
  `count(*) FILTER (WHERE ${value}) AS numerator, count(*) AS denominator`;
const attempts = "FROM v_attempt_facts WHERE is_counted";

const approvalBy = (key: string) =>
  `SELECT CAST(${key} AS VARCHAR) AS key, ${share("is_approved")} ${attempts} GROUP BY ALL ORDER BY key`;

describe.each(["stripe", "adyen"] as const)("loading a dirty %s export", async (format) => {
  const file = join(folder, `${format}.csv`);
  const dataDir = join(folder, format);
  const truth = writeExport({ format, out: file, rows: 3000, seed: 12, dirt: true });
  const outside = recompute(readFileSync(file));
  const report = await loadFiles({ files: [file], dataDir });
  const lakehouse = await openLakehouse(lakehouseFile(dataDir), { readOnly: true });
  afterAll(() => lakehouse.close());
  const query = (sql: string) => lakehouse.warehouse.query(sql);

  test("reports what the file holds, each row as one thing", () => {
    expect(report).toMatchObject({
      rowsRead: truth.records,
      rowsLoaded: truth.good,
      duplicates: truth.duplicates,
      updated: 0,
      skippedByKind: truth.skippedByKind,
      quarantineByReason: truth.quarantinedByReason,
      cardNumbersMasked: truth.cardNumbers,
    });
  });

  test("gives the three approval rates of a recomputation outside the product", async () => {
    const perAttempt = await query(`SELECT ${share("is_approved")} ${attempts}`);
    const perPayment = await query(
      `SELECT count(*) AS payments, count(*) FILTER (WHERE first_is_approved) AS first,
         count(*) FILTER (WHERE is_approved) AS net, count(*) FILTER (WHERE is_recovered) AS recovered
       FROM v_payment_facts`,
    );
    expect(perAttempt).toEqual([outside.approvalPerAttempt]);
    expect(perPayment).toEqual([
      {
        payments: outside.payments,
        first: outside.approvalFirstAttempt.numerator,
        net: outside.approvalPerPayment.numerator,
        recovered: outside.recovered.numerator,
      },
    ]);
  });

  test.each([
    ["issuer_country", "approvalByIssuerCountry"],
    ["funding_type", "approvalByFunding"],
    ["event_date", "approvalByUtcDay"],
  ] as const)("gives its approval by %s", async (column, figure) => {
    const rows = await query(approvalBy(column));
    const expected = Object.entries(outside[figure]).map(([key, rate]) => ({ key, ...rate }));
    expect(rows).toEqual(expected);
  });

  test("gives its declines by raw code", async () => {
    const rows = await query(
      `SELECT decline_code_raw AS code, count(*) AS n ${attempts} AND NOT is_approved GROUP BY ALL`,
    );
    const found = Object.fromEntries(rows.map(({ code, n }) => [code, n]));
    expect(found).toEqual(outside.declinesByRawReason);
  });

  test("gives its amounts to the last minor unit of each currency", async () => {
    const rows = await query(
      `SELECT currency, CAST(sum(amount_minor) AS BIGINT) AS minor ${attempts} GROUP BY ALL`,
    );
    const minorUnits: Record<string, number> = { JPY: 1, KWD: 1000 };
    const found = Object.fromEntries(
      rows.map(({ currency, minor }) => [
        currency,
        Number(minor) / (minorUnits[String(currency)] ?? 100),
      ]),
    );
    const expected = Object.entries(outside.approvedAmountByCurrency).map(
      ([currency, amounts]) => [currency, amounts.denominator] as const,
    );
    expect(found).toEqual(Object.fromEntries(expected));
  });
});
