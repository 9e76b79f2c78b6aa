import { Hono } from "hono";
import { openLakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { lakehouseFile } from "../../lakehouse/load/work-copy.ts";
import { refreshLakehouse } from "../../lakehouse/refresh/refresh-lakehouse.ts";
import { openStream } from "../../lakehouse/stream/open-stream.ts";
import { eventsRoute } from "../../routes/events.ts";
import { listen } from "../../routes/listen.ts";

/** What the process under test tells after every change of gold, and when asked. Times are milliseconds since 1970. */
export interface Observation {
  readonly url: string;
  readonly at: number;
  /** Attempts that a reader of gold sees. */
  readonly visible: number;
  /** User and system time of the whole process so far, milliseconds. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** Serves the event API over a data folder, in a process of its own so that its CPU time is its own. */
async function serve(dataDir: string): Promise<void> {
  const lakehouse = await openLakehouse(lakehouseFile(dataDir));
  let url = "";
  const observe = async (): Promise<void> => {
    const at = performance.timeOrigin + performance.now();
    const [row] = url === "" ? [] : await lakehouse.warehouse.query("SELECT attempts FROM v_as_of");
    const { user, system } = process.cpuUsage();
    const rssMb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    process.send?.({
      url,
      at,
      visible: Number(row?.attempts ?? 0),
      cpuMs: (user + system) / 1_000,
      rssMb,
    } satisfies Observation);
  };
  const stream = await openStream({
    lakehouse,
    dataDir,
    triggerMs: 1_000,
    refresh: refreshLakehouse,
    now: () => new Date(),
    onChange: () => void observe(),
    onFailure: (error) => {
      throw error;
    },
  });
  const listener = await listen(new Hono().route("/api/events", eventsRoute(stream)), {
    host: "127.0.0.1",
    port: 0,
  });
  url = listener.url;
  process.on("message", () => void observe());
  await observe();
}

await serve(process.argv[2] ?? "");
