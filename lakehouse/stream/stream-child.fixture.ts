import { appendFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openLakehouse } from "../duckdb/open-lakehouse.ts";
import { lakehouseFile } from "../load/work-copy.ts";
import { refreshLakehouse } from "../refresh/refresh-lakehouse.ts";
import { landingFolder } from "./landing-folder.ts";
import { openStream } from "./open-stream.ts";

/**
 * A process that streams until it is killed; it says so on stdout when it begins. Every id that was acknowledged, and of every file that was put into the
 * landing folder, is written to the file `acknowledged` before more is sent; every third batch is sent twice, as a producer
 * does that saw no answer.
 */
export async function streamUntilKilled(dataDir: string, run: number): Promise<never> {
  const lakehouse = await openLakehouse(lakehouseFile(dataDir));
  const stream = await openStream({
    lakehouse,
    dataDir,
    triggerMs: 10,
    refresh: refreshLakehouse,
    now: () => new Date("2026-11-02T12:00:00Z"),
    onChange: () => undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  const acknowledge = (ids: readonly string[]) =>
    appendFileSync(join(dataDir, "acknowledged"), ids.map((id) => `${id}\n`).join(""));
  writeSync(1, "streaming");
  for (let batch = 0; ; batch++) {
    await sleep(2);
    const ids = Array.from({ length: 1 + (batch % 7) }, (_, i) => `${run}-${batch}-${i}`);
    const body = ids.map((id, i) => JSON.stringify(event(id, run, i))).join("\n");
    if (batch % 20 === 19) {
      const file = join(landingFolder(dataDir), `${run}-${batch}.ndjson`);
      writeFileSync(`${file}.tmp`, body);
      renameSync(`${file}.tmp`, file);
    } else {
      await stream.accept(Buffer.from(body));
      if (batch % 3 === 0) await stream.accept(Buffer.from(body));
    }
    acknowledge(ids);
  }
}

const event = (id: string, run: number, i: number): object => ({
  transaction_id: id,
  event_timestamp: `2026-11-02T${String(run % 24).padStart(2, "0")}:00:0${i}Z`,
  merchant_id: "shop",
  amount: "12.50",
  currency: "EUR",
  is_approved: i % 3 !== 0,
  payment_id: `${run}-${i}`,
});
