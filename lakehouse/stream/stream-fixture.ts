import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openLakehouse } from "../duckdb/open-lakehouse.ts";
import { lakehouseFile } from "../load/work-copy.ts";
import { refreshLakehouse } from "../refresh/refresh-lakehouse.ts";
import type { Row } from "../warehouse.ts";
import { openStream, type Stream } from "./open-stream.ts";

/** What time it is in tests. */
export const testNow = "2026-11-02T12:00:00.000Z";

/** A stream over a throw-away data folder. It ticks only when drained. */
export interface StreamFixture {
  readonly dataDir: string;
  readonly failures: unknown[];
  stream(): Stream;
  send(events: readonly object[]): ReturnType<Stream["accept"]>;
  query(sql: string): Promise<Row[]>;
  /** Closes everything and opens it again on the same folder. */
  restart(): Promise<void>;
}

export async function streamFixture(
  now: () => Date = () => new Date(testNow),
): Promise<StreamFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), "stream-"));
  const failures: unknown[] = [];
  const open = async () => {
    const lakehouse = await openLakehouse(lakehouseFile(dataDir));
    const stream = await openStream({
      lakehouse,
      dataDir,
      triggerMs: 3_600_000,
      refresh: refreshLakehouse,
      now,
      onChange: () => undefined,
      onFailure: (error) => failures.push(error),
    });
    return { lakehouse, stream };
  };
  let opened = await open();
  const close = async () => {
    await opened.stream.close();
    opened.lakehouse.close();
  };
  onTestFinished(async () => {
    await close();
    await rm(dataDir, { recursive: true });
  });
  return {
    dataDir,
    failures,
    stream: () => opened.stream,
    send: (events) =>
      opened.stream.accept(Buffer.from(events.map((e) => `${JSON.stringify(e)}\n`).join(""))),
    query: (sql) => opened.lakehouse.run(sql),
    async restart() {
      await close();
      opened = await open();
    },
  };
}

/** A plain approved payment, with what a test changes. */
export const event = (id: string, over: Readonly<Record<string, unknown>> = {}): object => ({
  transaction_id: id,
  event_timestamp: "2026-11-02T11:00:00Z",
  merchant_id: "shop",
  amount: "12.50",
  currency: "EUR",
  is_approved: true,
  ...over,
});
