import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openLakehouse } from "../duckdb/open-lakehouse.ts";
import type { Row } from "../warehouse.ts";
import { type LoadOptions, loadFiles } from "./load-files.ts";
import type { LoadReport } from "./load-report.ts";
import { lakehouseFile } from "./work-copy.ts";

/** A throw-away data folder for a test: write files, load them, look at what is there. */
export interface LoadFixture {
  readonly dataDir: string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  load(files: readonly string[], options?: Partial<LoadOptions>): Promise<LoadReport>;
  query(sql: string): Promise<Row[]>;
}

export async function loadFixture(): Promise<LoadFixture> {
  const dir = await mkdtemp(join(tmpdir(), "load-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const dataDir = join(dir, "data");
  return {
    dataDir,
    write: async (name, content) => {
      await writeFile(join(dir, name), content);
      return join(dir, name);
    },
    load: (files, options = {}) =>
      loadFiles({ files, dataDir, now: () => new Date("2026-11-02T00:00:00Z"), ...options }),
    query: async (sql) => {
      const lakehouse = await openLakehouse(lakehouseFile(dataDir), { readOnly: true });
      try {
        return await lakehouse.warehouse.query(sql);
      } finally {
        lakehouse.close();
      }
    },
  };
}

const stripeHeader = [
  "id",
  "Created date (UTC)",
  "Amount",
  "Currency",
  "Status",
  "Description",
  "Decline Reason",
  "Seller Message",
  "PaymentIntent ID",
  "Card Brand",
  "Card Last4",
  "Customer ID",
] as const;
type StripeRow = Partial<Record<(typeof stripeHeader)[number], string>>;

const stripeDefaults: StripeRow = {
  "Created date (UTC)": "2026-10-01 10:00:00",
  Amount: "10.00",
  Currency: "usd",
  Status: "Paid",
  "Card Brand": "Visa",
  "Card Last4": "4242",
};

/** A charges export with the given rows, quoted where needed; what a row does not say is a plain approved payment. */
export function stripeCsv(rows: readonly StripeRow[], lineEnd = "\n"): string {
  const quote = (value: string) =>
    /[",;\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const line = (row: StripeRow) =>
    stripeHeader.map((name) => quote({ ...stripeDefaults, ...row }[name] ?? "")).join(",");
  return [stripeHeader.join(","), ...rows.map(line)].map((text) => text + lineEnd).join("");
}
