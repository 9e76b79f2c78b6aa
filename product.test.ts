import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AskEvent } from "./graph/ask-event.ts";
import type { AskResult } from "./graph/ask-result.ts";
import { loadFiles } from "./lakehouse/load/load-files.ts";
import { createProduct, type Product } from "./product.ts";

const sample = (file: string) => join(import.meta.dirname, "sample", file);
const never = new AbortController().signal;
const countAttempts = "SELECT count(*) AS n FROM payments_enriched_silver";

let dataDir: string;
let product: Product;
const bugs: unknown[] = [];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "product-"));
  product = createProduct({ config: { dataDir, model: null }, onBug: (bug) => bugs.push(bug) });
});
afterAll(async () => {
  await product.close();
  rmSync(dataDir, { recursive: true });
});

async function resultOf(events: AsyncIterable<AskEvent>): Promise<AskResult> {
  for await (const event of events) if (event.type === "run.finished") return event.result;
  throw new Error("no run.finished");
}
const ask = (question: string) => resultOf(product.ask({ question }, { signal: never }));

describe("createProduct", () => {
  test("says what to do before anything is loaded", async () => {
    const result = await ask("Why did approval drop yesterday?");
    expect(result).toMatchObject({ status: "failed", failure: { exitCode: 3 } });
    expect(result.answer.markdown).toContain("pay load");
    await expect(product.sql(countAttempts)).rejects.toMatchObject({ exitCode: 3 });
    await expect(product.catalogue()).rejects.toMatchObject({ exitCode: 3 });
  });

  test("sees what is loaded while it is open, and answers with receipts from one state of it", async () => {
    await loadFiles({ files: [sample("fx-rates-sample.ndjson")], dataDir });
    expect(await product.sql(countAttempts)).toEqual([{ n: 0 }]);
    expect((await product.catalogue()).asOf).toBeNull();

    await loadFiles({ files: [sample("stripe-charges-sample.csv")], dataDir, isSample: true });
    const [row] = await product.sql(countAttempts);
    expect(row?.n).toBeGreaterThan(5_000);
    expect((await product.catalogue()).isSample).toBe(true);
    const result = await ask("Why did approval drop yesterday?");
    expect(result.status).toBe("ok");
    const receipts = result.receipts.map((receipt) => receipt.id);
    expect(result.figures.length).toBeGreaterThan(0);
    for (const figure of result.figures) expect(receipts).toContain(figure.receiptId);
    expect(bugs).toEqual([]);
  });

  test("gives the same answer to the same question, byte for byte", async () => {
    const [first, second] = [await ask("Top decline reasons?"), await ask("Top decline reasons?")];
    expect(second.answer).toEqual(first.answer);
    expect(second.runId).not.toBe(first.runId);
  });

  test("runs an agent by name", async () => {
    const result = await resultOf(product.runAgent("retry", { signal: never }));
    expect(result.plan?.agents).toEqual(["retry"]);
  });
});
