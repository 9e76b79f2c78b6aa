import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { DependencyError, NoDataError, RefusedError, UsageError } from "../../errors.ts";
import { type Lakehouse, type LakehouseOptions, openLakehouse } from "./open-lakehouse.ts";

const folder = mkdtempSync(join(tmpdir(), "lakehouse-"));
const opened: Lakehouse[] = [];
const open = async (path = ":memory:", options: LakehouseOptions = {}): Promise<Lakehouse> => {
  const lakehouse = await openLakehouse(path, options);
  opened.push(lakehouse);
  return lakehouse;
};

afterEach(() => {
  for (const lakehouse of opened.splice(0)) lakehouse.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const endless = "SELECT count(*) AS n FROM range(100000000000) a, range(100000) b";

describe("rows", () => {
  test("are plain JSON values", async () => {
    const { warehouse } = await open();
    const [row] =
      await warehouse.query(`SELECT 1::BIGINT AS i, 9007199254740993 AS big, 12.50::DECIMAL(18,4) AS d,
      TIMESTAMP '2026-11-01 09:30:00' AS ts, DATE '2026-11-01' AS day, [1::BIGINT, 2] AS list,
      [DATE '2026-11-01'] AS days, true AS flag, NULL AS nothing, sum(x) AS s FROM range(3) t(x)`);
    expect(row).toEqual({
      i: 1,
      big: "9007199254740993",
      d: 12.5,
      ts: "2026-11-01T09:30:00.000Z",
      day: "2026-11-01",
      list: [1, 2],
      days: ["2026-11-01"],
      flag: true,
      nothing: null,
      s: 3,
    });
  });

  test("are an empty array when nothing matches", async () => {
    const { warehouse } = await open();
    expect(await warehouse.query("SELECT 1 AS x WHERE false")).toEqual([]);
  });

  test("beyond the limit are refused, not cut", async () => {
    const { warehouse } = await open();
    const query = warehouse.query("SELECT * FROM range(5)", {}, { maxRows: 4 });
    await expect(query).rejects.toBeInstanceOf(RefusedError);
    expect(await warehouse.query("SELECT * FROM range(5)", {}, { maxRows: 5 })).toHaveLength(5);
  });
});

describe("parameters", () => {
  test("bind by name, and those that the text does not use are left out", async () => {
    const { warehouse } = await open();
    const params = { a: "x", n: 2, d: 0.5, none: null, unused: 1 };
    const sql = "SELECT :a AS a, typeof(:n) AS t, :d AS d, :none AS none, ':a' AS text LIMIT :n";
    expect(await warehouse.query(sql, params)).toEqual([
      { a: "x", t: "BIGINT", d: 0.5, none: null, text: ":a" },
    ]);
  });

  test("that are missing are the caller's mistake", async () => {
    const { warehouse } = await open();
    await expect(warehouse.query("SELECT :a", {})).rejects.toBeInstanceOf(UsageError);
  });
});

describe("a statement", () => {
  test("that fails is a DependencyError", async () => {
    const { warehouse } = await open();
    await expect(warehouse.query("SELECT * FROM nowhere")).rejects.toBeInstanceOf(DependencyError);
  });

  test("that runs too long is stopped", async () => {
    const { warehouse } = await open();
    const started = performance.now();
    await expect(warehouse.query(endless, {}, { timeoutMs: 50 })).rejects.toThrow("50 ms");
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("that is aborted throws the reason, while it runs and while it waits in line", async () => {
    const { warehouse } = await open();
    const controller = new AbortController();
    const { signal } = controller;
    const running = Array.from({ length: 6 }, () => warehouse.query(endless, {}, { signal }));
    setTimeout(() => controller.abort(new Error("given up")), 30);
    const outcomes = await Promise.allSettled(running);
    expect(outcomes.map((o) => o.status === "rejected" && o.reason.message)).toEqual(
      Array(6).fill("given up"),
    );
    expect(await warehouse.query("SELECT 1 AS x")).toEqual([{ x: 1 }]);
  });

  test("means on DuckDB what it means on Spark", async () => {
    const { warehouse } = await open();
    const [row] =
      await warehouse.query(`SELECT try_divide(1, 0) AS none, dayofweek(DATE '2026-11-01') AS sunday,
      regexp_replace('a.b.c', '[.]', '') AS all_of_them, date_add(DATE '2026-02-28', 1) AS next_day,
      (SELECT list(x ORDER BY x) FROM (VALUES (1), (NULL)) t(x)) AS nulls_first`);
    expect(row).toEqual({
      none: null,
      sunday: 1,
      all_of_them: "abc",
      next_day: "2026-03-01",
      nulls_first: [null, 1],
    });
  });
});

describe("a file", () => {
  test("written once is read by a reader who can change nothing and reach nothing else", async () => {
    const path = join(folder, "new", "lakehouse.duckdb");
    const writer = await openLakehouse(path);
    await writer.run("CREATE TABLE t AS SELECT 7 AS x");
    writer.close();
    const reader = await open(path, { readOnly: true });
    expect(await reader.run("SELECT try_divide(x, 2) AS half FROM t")).toEqual([{ half: 3.5 }]);
    await expect(reader.run("INSERT INTO t VALUES (1)")).rejects.toThrow("read-only");
    await expect(reader.run("SELECT * FROM read_text('/etc/hostname')")).rejects.toThrow();
    await expect(reader.run("SET threads = 1")).rejects.toThrow("locked");
  });

  test("that is missing means that nothing is loaded", async () => {
    const missing = openLakehouse(join(folder, "missing.duckdb"), { readOnly: true });
    await expect(missing).rejects.toBeInstanceOf(NoDataError);
  });

  test("that is no database is named, with what to do", async () => {
    const path = join(folder, "corrupt.duckdb");
    writeFileSync(path, "not a database".repeat(1000));
    await expect(openLakehouse(path)).rejects.toThrow(/corrupt\.duckdb.*load the exports again/);
    await expect(openLakehouse(path)).rejects.toBeInstanceOf(DependencyError);
  });

  test("that another process holds is reported as in use", async () => {
    const path = join(folder, "held.duckdb");
    const module = new URL("./open-lakehouse.ts", import.meta.url).href;
    const script = `const { openLakehouse } = await import(${JSON.stringify(module)});
      await openLakehouse(${JSON.stringify(path)}); console.log("held"); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ["--input-type=module", "-e", script]);
    try {
      await new Promise((resolve) => holder.stdout.once("data", resolve));
      await expect(openLakehouse(path)).rejects.toThrow(`process ${holder.pid}`);
    } finally {
      holder.kill();
    }
  });
});
