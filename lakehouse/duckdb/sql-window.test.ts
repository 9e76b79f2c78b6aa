import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RefusedError, UsageError } from "../../errors.ts";
import { createBronze } from "../bronze/create-bronze.ts";
import { buildGold, publicRelations } from "../gold/build-gold.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { type Lakehouse, openLakehouse } from "./open-lakehouse.ts";
import { sqlWindow } from "./sql-window.ts";

const folder = mkdtempSync(join(tmpdir(), "sql-window-"));
const path = join(folder, "lakehouse.duckdb");
let lakehouse: Lakehouse;

beforeAll(async () => {
  const writer = await openLakehouse(path);
  await createBronze(writer.connection);
  await writer.run(`INSERT INTO payments_raw_bronze BY NAME
    SELECT 't' || i AS transaction_id, 'shop' AS source, TIMESTAMP '2026-11-01' AS event_timestamp, 'm' AS merchant_id,
      10 AS amount, 'USD' AS currency, true AS is_approved, 'alice@example.com' AS cardholder_id, '192.0.2.' || i AS ip_address,
      'device-7' AS device_fingerprint, '41111122' AS card_bin, 'attempt' AS _kind, 'event' AS _source, 1 AS _batch,
      'f' AS _file, i AS _line, TIMESTAMP '2026-11-02' AS _ingested_at
    FROM range(1, 3) AS t(i)`);
  await buildSilver(writer.connection);
  await buildGold(writer.connection);
  writer.close();
  lakehouse = await openLakehouse(path, { readOnly: true });
});
afterAll(() => {
  lakehouse.close();
  rmSync(folder, { recursive: true });
});

describe("the window shows", () => {
  test.each(publicRelations)("%s", async (relation) => {
    expect(await sqlWindow(lakehouse, `SELECT * FROM ${relation}`)).toBeInstanceOf(Array);
  });

  test("personal values as stable pseudonyms and no more than six digits of a card", async () => {
    const rows = await sqlWindow(
      lakehouse,
      "SELECT cardholder_id, ip_address, device_fingerprint, card_bin FROM payments_enriched_silver ORDER BY transaction_id",
    );
    expect(JSON.stringify(rows)).not.toMatch(/alice|192\.0\.2|device-7|4111112/);
    expect(rows.map((row) => row.card_bin)).toEqual(["411111**", "411111**"]);
    expect(new Set(rows.map((row) => row.cardholder_id)).size).toBe(1);
    expect(new Set(rows.map((row) => row.ip_address)).size).toBe(2);
    expect(await sqlWindow(lakehouse, "SELECT DISTINCT card_bin FROM v_attempt_facts")).toEqual([
      { card_bin: "411111**" },
    ]);
  });

  test("the whole of SELECT: WITH, subqueries, joins, windows, series, sets", async () => {
    const statement = `WITH days AS (SELECT event_date AS day, count(*) AS n FROM payments_enriched_silver GROUP BY ALL),
      ranked AS (SELECT *, row_number() OVER (ORDER BY n DESC) AS rank FROM days)
      SELECT r.day, r.n, s.i FROM ranked AS r JOIN generate_series(1, 2) AS s(i) ON s.i >= r.rank
      WHERE r.n IN (SELECT attempts FROM v_as_of UNION ALL SELECT 0) QUALIFY row_number() OVER () = 1`;
    expect(await sqlWindow(lakehouse, statement)).toEqual([{ day: "2026-11-01", n: 2, i: 1 }]);
  });

  test("a WITH by any name, where it is in scope", async () => {
    expect(
      await sqlWindow(lakehouse, "WITH pg_settings AS (SELECT 1 AS x) SELECT * FROM pg_settings"),
    ).toEqual([{ x: 1 }]);
    const recursive = `WITH RECURSIVE loads AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM loads WHERE x < 3)
      SELECT sum(x) AS total FROM loads`;
    expect(await sqlWindow(lakehouse, recursive)).toEqual([{ total: 6 }]);
  });
});

describe("the window refuses", () => {
  test.each([
    "DROP TABLE payments_silver",
    "INSERT INTO payments_silver SELECT * FROM payments_silver",
    "UPDATE payments_silver SET merchant_id = 'x'",
    "CREATE TABLE t AS SELECT 1",
    "COPY payments_silver TO '/tmp/out.csv'",
    "ATTACH '/tmp/other.duckdb'",
    "PRAGMA database_list",
    "SET memory_limit = '10GB'",
    "INSTALL httpfs",
    "SUMMARIZE payments_silver",
    "DESCRIBE payments_raw_bronze",
    "SELECT 1; SELECT 2",
    "SELECT 1; DROP TABLE payments_silver",
    "",
    "-- nothing",
  ])("what is not one SELECT: %s", async (statement) => {
    await expect(sqlWindow(lakehouse, statement)).rejects.toBeInstanceOf(RefusedError);
  });

  test.each([
    "SELECT * FROM payments_raw_bronze",
    "SELECT * FROM main.payments_enriched_silver",
    "SELECT * FROM lakehouse.main.payments_enriched_silver",
    "SELECT * FROM lakehouse.payments_enriched_silver",
    "SELECT (SELECT max(cardholder_id) FROM main.payments_enriched_silver) AS x",
    "SELECT * FROM payments_silver WHERE EXISTS (SELECT 1 FROM pseudonym_key)",
    "SELECT * FROM decline_codes_dim",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_tables",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM (DESCRIBE payments_raw_bronze)",
    "SELECT * FROM (SUMMARIZE main.payments_enriched_silver)",
    "SELECT * FROM (SHOW ALL TABLES)",
    "SELECT current_setting('temp_directory')",
    "SELECT * FROM query('SELECT * FROM payments_raw_bronze')",
    "SELECT * FROM query_table('payments_raw_bronze')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM parquet_scan('x.parquet')",
    "SELECT * FROM glob('/*')",
    "FROM payments_raw_bronze",
    "WITH payments_raw_bronze AS (SELECT * FROM payments_raw_bronze) SELECT * FROM payments_raw_bronze",
    "SELECT * FROM (WITH payments_raw_bronze AS (SELECT 1) SELECT 1), payments_raw_bronze",
    "SELECT * FROM (WITH pg_settings AS (SELECT 1) SELECT 1) AS inside, pg_settings",
    "WITH a AS (SELECT * FROM loads), loads AS (SELECT 1) SELECT * FROM a",
    "WITH RECURSIVE loads AS (SELECT * FROM loads UNION ALL SELECT * FROM loads WHERE false) SELECT * FROM loads",
    // The Kelvin sign: the engine does not fold it into a k.
    'WITH "pseudonym_\u212Aey" AS (SELECT 1) SELECT * FROM pseudonym_key',
    "SELECT nextval('a_sequence')",
    "SELECT stats(merchant_id) FROM payments_silver",
    "SELECT list_transform([1], x -> getvariable('merchant')) AS x",
    "SELECT sum(x) FILTER (WHERE version() = 'v1') FROM range(3) AS t(x)",
  ])("what is not open: %s", async (statement) => {
    await expect(sqlWindow(lakehouse, statement)).rejects.toBeInstanceOf(RefusedError);
  });

  test("what cannot be read, as the caller's mistake", async () => {
    await expect(sqlWindow(lakehouse, "SELEC 1")).rejects.toBeInstanceOf(UsageError);
  });
});
