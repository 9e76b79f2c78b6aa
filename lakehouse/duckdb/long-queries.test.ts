import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "./open-lakehouse.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
  await lakehouse.run(
    "CREATE TABLE facts AS SELECT i, hash(i) AS h, CAST(hash(i) AS VARCHAR) AS name FROM range(200000) AS t(i)",
  );
});
afterAll(() => lakehouse.close());

/** Each would run for minutes, in another part of the engine. */
const heavy = {
  "a join without a condition":
    "SELECT count(*) FROM facts a, facts b, facts c WHERE a.h > b.h + c.h",
  "a sort of what a join makes":
    "SELECT a.name || b.name AS x FROM facts a, facts b ORDER BY x LIMIT 5",
  "an aggregation over many groups":
    "SELECT count(DISTINCT a.h + b.h) FROM facts a, range(100000) AS b(h)",
  "text that is matched": "SELECT count(*) FROM facts a, facts b WHERE a.name LIKE '%' || b.name",
  "a window":
    "SELECT max(n) FROM (SELECT sum(a.h % 7) OVER (ORDER BY a.name, b.i) AS n FROM facts a, facts b)",
  "a recursion":
    "WITH RECURSIVE steps AS (SELECT 0 AS x UNION ALL SELECT x + 1 FROM steps WHERE x < 100000000) SELECT max(x) FROM steps",
};

describe("cancelling", () => {
  test.each(Object.entries(heavy))("stops %s within 250 ms", async (_name, sql) => {
    const cancel = new AbortController();
    const query = lakehouse.warehouse.query(sql, {}, { signal: cancel.signal });
    const failed = query.then(
      () => null,
      (error: unknown) => error,
    );
    await new Promise((resolve) => setTimeout(resolve, 150));
    const cancelled = performance.now();
    cancel.abort(new Error("no longer wanted"));
    expect(await failed).toMatchObject({ message: "no longer wanted" });
    expect(performance.now() - cancelled).toBeLessThan(250);
  });
});

describe("eight heavy statements in flight", () => {
  /** Runs in a process of its own: the size of Node's thread pool is fixed when it is first used. */
  const script = `
    const { readFile } = await import("node:fs/promises");
    const { widenThreadPool, loadConfig } = await import("./config.ts");
    widenThreadPool();
    const { openLakehouse } = await import("./lakehouse/duckdb/open-lakehouse.ts");
    const lakehouse = await openLakehouse(":memory:", { inFlight: loadConfig().inFlight });
    const stop = new AbortController();
    const heavy = Array.from({ length: 8 }, () =>
      lakehouse.warehouse.query("SELECT count(*) FROM range(100000000) a, range(100000) b", {}, { signal: stop.signal }).catch(() => "stopped"));
    await new Promise((resolve) => setTimeout(resolve, 300));
    let worst = 0;
    for (let i = 0; i < 20; i += 1) {
      const begun = performance.now();
      await lakehouse.warehouse.query("SELECT 1");
      await readFile("package.json");
      worst = Math.max(worst, performance.now() - begun);
    }
    stop.abort();
    await Promise.all(heavy);
    console.log(worst);
    lakehouse.close();
  `;

  test("let short ones and files through", () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { encoding: "utf8", timeout: 25_000, cwd: new URL("../..", import.meta.url) },
    );
    expect(stderr).toBe("");
    // Each of the heavy ones runs until it is stopped: without a way of their own, short ones would never end.
    expect(Number(stdout)).toBeGreaterThan(0);
    expect(Number(stdout)).toBeLessThan(1_500);
  });
});
