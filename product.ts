import { randomUUID } from "node:crypto";
import { agents } from "./agents/index.ts";
import type { Config } from "./config.ts";
import type { Ask } from "./graph/ask.ts";
import { type AgentRun, createAgentRun } from "./graph/create-agent-run.ts";
import { createAsk } from "./graph/create-ask.ts";
import type { Threads } from "./graph/threads.ts";
import { type Caller, localCaller } from "./lakehouse/access/caller.ts";
import { type Catalogue, loadCatalogue } from "./lakehouse/catalogue.ts";
import { type LakehouseHandle, lakehouseHandle } from "./lakehouse/duckdb/lakehouse-handle.ts";
import { type Lakehouse, openLakehouse } from "./lakehouse/duckdb/open-lakehouse.ts";
import { sqlWindow } from "./lakehouse/duckdb/sql-window.ts";
import { lakehouseFile } from "./lakehouse/load/work-copy.ts";
import type { Row, Warehouse } from "./lakehouse/warehouse.ts";

/** The agents over one data folder: what terminal, server and evals ask. */
export interface Product {
  readonly ask: Ask;
  /** One agent over its default scope; `orchestrator` asks all five. */
  readonly runAgent: AgentRun;
  /** One SELECT over silver, gold and the quarantine, up to a million rows. Throws RefusedError for anything else. */
  sql(statement: string, options?: SqlOptions): Promise<Row[]>;
  /** Throws NoDataError where nothing was ever loaded. */
  catalogue(): Promise<Catalogue>;
  close(): Promise<void>;
}

interface SqlOptions {
  readonly signal?: AbortSignal;
  /** Who looks. Default: whoever sits at this machine. */
  readonly caller?: Caller;
}

interface ProductOptions {
  readonly config: Pick<Config, "dataDir" | "model"> & Partial<Pick<Config, "inFlight">>;
  readonly onBug: (error: unknown) => void;
  /** Where conversations are remembered. Default: in memory. */
  readonly threads?: Threads;
  /** A lakehouse that the caller has open already. Default: the published file, read-only. */
  readonly lakehouse?: LakehouseHandle<Lakehouse>;
}

const sqlLimits = { maxRows: 1_000_000, timeoutMs: 120_000 };

/** Builds the product. The lakehouse is opened when first needed, and again when a load has replaced it. */
export function createProduct({ config, onBug, threads, lakehouse }: ProductOptions): Product {
  const handle = lakehouse ?? publishedLakehouse(config);
  const catalogueOf = rememberedFor(loadCatalogue);
  const dependencies = {
    async warehouse(until: AbortSignal, caller: Caller) {
      const { opened, release } = await handle.acquire();
      until.addEventListener("abort", () => void release().catch(onBug), { once: true });
      return opened.warehouseFor(caller);
    },
    loadCatalogue: catalogueOf,
    agents,
    clock: () => performance.now(),
    newRunId: () => `run-${randomUUID()}`,
    onBug,
    threads,
    ...(config.model === null ? {} : { model: config.model }),
  };

  async function using<Result>(work: (lakehouse: Lakehouse) => Promise<Result>): Promise<Result> {
    const { opened, release } = await handle.acquire();
    try {
      return await work(opened);
    } finally {
      await release();
    }
  }

  return {
    ask: createAsk(dependencies),
    runAgent: createAgentRun(dependencies),
    sql: (statement, options) =>
      using((lakehouse) => sqlWindow(lakehouse, statement, { ...sqlLimits, ...options })),
    catalogue: () => using((opened) => catalogueOf(opened.warehouseFor(localCaller))),
    close: handle.close,
  };
}

const publishedLakehouse = ({
  dataDir,
  inFlight,
}: ProductOptions["config"]): LakehouseHandle<Lakehouse> =>
  lakehouseHandle(lakehouseFile(dataDir), (path) =>
    openLakehouse(path, { readOnly: true, ...(inFlight && { inFlight }) }),
  );

/** Reads the catalogue of a warehouse once: a warehouse stands for one state of the data. */
function rememberedFor(load: typeof loadCatalogue): typeof loadCatalogue {
  const known = new WeakMap<Warehouse, Promise<Catalogue>>();
  return (warehouse) => {
    const catalogue = known.get(warehouse) ?? load(warehouse);
    known.set(warehouse, catalogue);
    catalogue.catch(() => known.delete(warehouse));
    return catalogue;
  };
}
