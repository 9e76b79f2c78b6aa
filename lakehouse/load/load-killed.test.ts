import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { loadFixture, stripeCsv } from "./load-fixture.ts";

const load = new URL("./load-files.ts", import.meta.url).href;

describe("a load that is killed", () => {
  test("leaves the lakehouse as it was or whole, and the next load works", {
    timeout: 120_000,
  }, async () => {
    const fixture = await loadFixture();
    await fixture.load([await fixture.write("old.csv", stripeCsv([{ id: "ch_old" }]))]);
    const rows = Array.from({ length: 20_000 }, (_, i) => ({
      id: `ch_${i}`,
      Amount: i % 100 === 0 ? "x" : "5",
    }));
    const file = await fixture.write("new.csv", stripeCsv(rows));
    const script = `import(${JSON.stringify(load)}).then((m) => m.loadFiles({ files: [${JSON.stringify(file)}], dataDir: ${JSON.stringify(fixture.dataDir)} }))`;

    for (const afterMs of [150, 400, 600, 800, 1_000, 1_300]) {
      const child = spawn(process.execPath, ["-e", script], { stdio: "ignore" });
      const exited = once(child, "exit");
      await sleep(afterMs);
      child.kill("SIGKILL");
      await exited;
      const counts = await fixture.query(
        "SELECT (SELECT count(*) FROM payments_enriched_silver) AS attempts, (SELECT count(*) FROM payments_quarantine) AS quarantined",
      );
      expect([
        { attempts: 1, quarantined: 0 },
        { attempts: 19_801, quarantined: 200 },
      ]).toContainEqual(counts[0]);
    }

    const report = await fixture.load([file]);
    expect(report.rowsLoaded + report.duplicates).toBe(19_800);
    expect(await fixture.query("SELECT count(*) AS n FROM payments_enriched_silver")).toEqual([
      { n: 19_801 },
    ]);
  });
});
