import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { loadFixture, stripeCsv } from "./load-fixture.ts";

const attempts =
  "SELECT transaction_id, is_approved, amount, currency, event_timestamp FROM payments_enriched_silver ORDER BY 1";
const everything = `SELECT * FROM payments_enriched_silver ORDER BY source, transaction_id`;

describe("loading the same thing again", () => {
  test("the same file twice changes nothing and counts duplicates", async () => {
    const { write, load, query } = await loadFixture();
    const file = await write(
      "a.csv",
      stripeCsv([{ id: "ch_1" }, { id: "ch_2", Amount: "x" }, { id: "ch_3", Status: "Failed" }]),
    );
    await load([file]);
    const before = [await query(everything), await query("SELECT * FROM payments_quarantine")];
    const again = await load([file]);
    expect([again.rowsLoaded, again.duplicates, again.updated]).toEqual([0, 2, 0]);
    expect([await query(everything), await query("SELECT * FROM payments_quarantine")]).toEqual(
      before,
    );
  });

  test("without a version the last loaded wins, and an empty value erases nothing", async () => {
    const { write, load, query } = await loadFixture();
    const first = await write(
      "a.csv",
      stripeCsv([{ id: "ch_1", "Customer ID": "cus_1", Amount: "10" }]),
    );
    const second = await write("b.csv", stripeCsv([{ id: "ch_1", Amount: "11" }]));
    const report = await load([first, second]);
    expect([report.rowsLoaded, report.updated]).toEqual([1, 1]);
    expect(await query("SELECT amount, cardholder_id FROM payments_enriched_silver")).toEqual([
      { amount: 11, cardholder_id: "cus_1" },
    ]);
  });

  test("with a version the later one wins in whatever order they arrive", async () => {
    const event = (updated: string, approved: boolean) =>
      `${JSON.stringify({ transaction_id: "t1", event_timestamp: "2026-10-01T10:00:00Z", merchant_id: "m", amount: "5.00", currency: "EUR", is_approved: approved, updated_at: updated })}\n`;
    const older = event("2026-10-01T10:00:01Z", false);
    const newer = event("2026-10-02T00:00:00Z", true);
    for (const order of [
      [older, newer],
      [newer, older],
      [newer, older, newer],
    ]) {
      const { write, load, query } = await loadFixture();
      for (const [i, content] of order.entries()) await load([await write(`${i}.ndjson`, content)]);
      expect(await query("SELECT is_approved FROM payments_enriched_silver")).toEqual([
        { is_approved: true },
      ]);
    }
  });

  test("overlapping exports give the same payments in either order", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      id: `ch_${i}`,
      "PaymentIntent ID": `pi_${i % 10}`,
      "Created date (UTC)": `2026-10-0${1 + (i % 3)} 10:00:${10 + i}`,
      Status: i % 3 === 0 ? "Failed" : "Paid",
    }));
    const one = stripeCsv(rows.slice(0, 20));
    const two = stripeCsv(rows.slice(10));
    const results = [];
    for (const order of [
      [one, two],
      [two, one],
    ]) {
      const { write, load, query } = await loadFixture();
      const files = await Promise.all(order.map((content, i) => write(`${i}.csv`, content)));
      await load(files);
      results.push(
        await query("SELECT * FROM payments_silver ORDER BY payment_id"),
        await query(
          "SELECT transaction_id, payment_id, attempt_no, previous_transaction_id FROM payments_enriched_silver ORDER BY 1",
        ),
      );
    }
    expect(results.slice(0, 2)).toEqual(results.slice(2));
  });
});

describe("dirty files", () => {
  test("every row is loaded, a duplicate, an update, skipped or quarantined, and the line given is where the record begins", async () => {
    const { write, load, query } = await loadFixture();
    const body = stripeCsv(
      [
        { id: "ch_1", Amount: "1,000.00", Description: 'two\r\nlines and "quotes"' },
        { id: "ch_2", Amount: "12.345" },
        { id: "ch_3", Currency: "zzz" },
        { id: "ch_4", Status: "Wibble" },
        { id: "ch_5", "Created date (UTC)": "yesterday" },
        { id: "", Amount: "1" },
        { id: "ch_6", Currency: "jpy", Amount: "1200" },
      ],
      "\r\n",
    );
    const file = await write(
      "dirty.csv",
      `\uFEFF${body}ch_7,2026-10-01 10:00:00\r\n\r\nch_8,2026-10-01 10:00:00,5,usd,Paid,"never closed,,,,Visa,1,c\r\nTotal,,1012.00,,,,,,,,,\r\n`,
    );
    const report = await load([file]);
    expect(report).toMatchObject({
      rowsRead: 11,
      rowsLoaded: 2,
      skipped: 2,
      skippedByKind: { blank_line: 1, totals_row: 1 },
      quarantined: 7,
      quarantineByReason: {
        too_many_decimals: 1,
        unknown_currency: 1,
        unknown_status: 1,
        bad_timestamp: 1,
        missing_value: 1,
        wrong_column_count: 1,
        unterminated_quote: 1,
      },
    });
    expect(
      await query("SELECT line, column_name, reason FROM payments_quarantine ORDER BY line"),
    ).toEqual([
      { line: 4, column_name: "Amount", reason: "too_many_decimals" },
      { line: 5, column_name: "Currency", reason: "unknown_currency" },
      { line: 6, column_name: "Status", reason: "unknown_status" },
      { line: 7, column_name: "Created date (UTC)", reason: "bad_timestamp" },
      { line: 8, column_name: "id", reason: "missing_value" },
      { line: 10, column_name: null, reason: "wrong_column_count" },
      { line: 12, column_name: null, reason: "unterminated_quote" },
    ]);
    expect(await query(attempts)).toMatchObject([
      { transaction_id: "ch_1", amount: 1000 },
      { transaction_id: "ch_6", amount: 1200 },
    ]);
  });

  test("semicolons, Windows-1252, gzip, other column orders and absent columns are read", async () => {
    const { write, load, query } = await loadFixture();
    const text =
      'Status;Amount;Currency;Created (UTC);id;Description\nPaid;"1.234,50";EUR;2026-10-01 10:00:00;ch_1;M\xfcller\n';
    const file = await write("export.csv.gz", gzipSync(Buffer.from(text, "latin1")));
    expect(await load([file])).toMatchObject({ rowsLoaded: 1, quarantined: 0 });
    expect(await query(attempts)).toMatchObject([
      { transaction_id: "ch_1", amount: 1234.5, currency: "EUR" },
    ]);
  });

  test("times are read in the zone they name, a repeated hour as its first pass, a missing one as after the change", async () => {
    const { write, load, query } = await loadFixture();
    const times = {
      a: "2026-10-01 10:00:00",
      b: "2026-10-01T10:00:00+02:00",
      c: "2026-07-01 10:00:00 CET",
      d: "2026-10-25 02:30:00 Europe/Zurich",
      e: "2026-03-29 02:30:00 Europe/Zurich",
      f: "2026-07-01 10:00:00 America/Sao_Paulo",
      g: "1790848800",
    };
    const file = await write(
      "zones.csv",
      stripeCsv(Object.entries(times).map(([id, time]) => ({ id, "Created date (UTC)": time }))),
    );
    const report = await load([file]);
    expect(report.quarantined).toBe(0);
    expect((await query(attempts)).map((row) => row.event_timestamp)).toEqual([
      "2026-10-01T10:00:00.000Z",
      "2026-10-01T08:00:00.000Z",
      "2026-07-01T09:00:00.000Z",
      "2026-10-25T00:30:00.000Z",
      "2026-03-29T01:30:00.000Z",
      "2026-07-01T13:00:00.000Z",
      "2026-10-01T10:00:00.000Z",
    ]);
    expect(report.timezone).toBe("+02:00, America/Sao_Paulo, CET, Europe/Zurich, UTC");
  });

  test("full card numbers are stored nowhere, quarantine included, and each is counted", async () => {
    const { write, load, query, dataDir } = await loadFixture();
    const file = await write(
      "cards.csv",
      `${stripeCsv([
        { id: "ch_1", Description: "4111 1111 1111 1111" },
        {
          id: "ch_2",
          Amount: "bad",
          Description: "5555-5555-5555-4444 and 4242\u200B4242\u200B4242\u200B4242",
        },
      ])}ch_3,378282246310005\n`,
    );
    expect((await load([file])).cardNumbersMasked).toBe(4);
    const raw = (await query("SELECT raw_masked FROM payments_quarantine ORDER BY line")).map(
      (row) => String(row.raw_masked),
    );
    expect(raw[0]).toContain("5555-55**-****-4444");
    expect(raw[1]).toContain("378282*****0005");
    const { readFile } = await import("node:fs/promises");
    const stored = (await readFile(`${dataDir}/lakehouse.duckdb`)).toString("latin1");
    for (const number of ["4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"])
      expect(stored).not.toContain(number);
  });
});

describe("refused files", () => {
  test("say what was expected and found, leave nothing, and let the others load", async () => {
    const { write, load, query } = await loadFixture();
    const good = await write("good.csv", stripeCsv([{ id: "ch_1" }]));
    const other = await write("other.csv", "a,b,c\n1,2,3\n");
    const broken = await write("broken.csv", stripeCsv([{ id: "ch_2", Amount: "x" }]));
    const nearly = await write(
      "nearly.csv",
      "id,Created date (UTC),Amount,Currency\nch_1,2026-10-01 10:00:00,1,usd\n",
    );
    const empty = await write("empty.csv", "");
    const report = await load([other, good, broken, nearly, empty]);
    expect(report.files.map((file) => file.status)).toEqual([
      "refused",
      "loaded",
      "refused",
      "refused",
      "refused",
    ]);
    expect(report.files[0]?.reason).toMatch(/not a known export.*Found: a, b, c/);
    expect(report.files[2]?.reason).toMatch(/no usable row: 1 bad_amount/);
    expect(report.files[3]?.reason).toMatch(/Stripe charges export, which also needs: Status/);
    expect(report.files[4]?.reason).toMatch(/empty/);
    expect(report.rowsLoaded).toBe(1);
    expect(await query("SELECT count(*) AS n FROM payments_quarantine")).toEqual([{ n: 0 }]);
  });

  test("when all are refused the lakehouse stays as it was, or absent", async () => {
    const { write, load, dataDir } = await loadFixture();
    await load([await write("other.csv", "a,b\n1,2\n")]);
    expect(existsSync(`${dataDir}/lakehouse.duckdb`)).toBe(false);
    await expect(load(["missing.csv"])).rejects.toThrow("no such file");
  });
});

describe("codes nobody maps", () => {
  test("are loaded as OTHER with their raw code and counted", async () => {
    const { write, load, query } = await loadFixture();
    const file = await write(
      "a.csv",
      stripeCsv([
        { id: "ch_1", Status: "Failed", "Decline Reason": "brand_new_code" },
        { id: "ch_2", Status: "Failed", "Decline Reason": "insufficient_funds" },
      ]),
    );
    expect((await load([file])).unmappedDeclines).toEqual({ brand_new_code: 1 });
    expect(
      await query(
        "SELECT decline_code_raw, decline_reason FROM payments_enriched_silver ORDER BY 1",
      ),
    ).toEqual([
      { decline_code_raw: "brand_new_code", decline_reason: "OTHER" },
      { decline_code_raw: "insufficient_funds", decline_reason: "INSUFFICIENT_FUNDS" },
    ]);
  });
});

describe("a load that fails half way", () => {
  test("refuses damaged gzip whole and leaves what was there", async () => {
    const { write, load, query } = await loadFixture();
    await load([await write("good.csv", stripeCsv([{ id: "ch_1" }]))]);
    const whole = gzipSync(
      Buffer.from(stripeCsv(Array.from({ length: 50_000 }, (_, i) => ({ id: `ch_x${i}` })))),
    );
    const cut = await write("cut.csv.gz", whole.subarray(0, whole.length - 2_000));
    const report = await load([cut]);
    expect(report.files[0]).toMatchObject({
      status: "refused",
      reason: expect.stringContaining("gzip"),
    });
    expect(await query(attempts)).toHaveLength(1);
  });
});
