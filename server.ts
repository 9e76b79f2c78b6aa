import { once } from "node:events";
import { join } from "node:path";
import { agentCard } from "./agents/agent-card.ts";
import { agents } from "./agents/index.ts";
import { printRun } from "./cli/print-run.ts";
import { type Config, loadConfig } from "./config.ts";
import { AppError, NoDataError } from "./errors.ts";
import { loadFiles } from "./lakehouse/load/load-files.ts";
import { createProduct, type Product } from "./product.ts";
import { createApp } from "./routes/app.ts";
import type { Health } from "./routes/health.ts";
import { listen } from "./routes/listen.ts";
import { isLoopback } from "./routes/loopback-only.ts";
import { createRunLog } from "./routes/run-log.ts";
import { version } from "./version.ts";

const sample = ["fx-rates-sample.ndjson", "stripe-charges-sample.csv"].map((file) =>
  join(import.meta.dirname, "sample", file),
);
const shutdownGraceMs = 5_000;

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    // Why: the first signal lets open answers end, the second does not wait for them.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  });

try {
  await serve(loadConfig());
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  say(`error: ${error.message}`);
  process.exitCode = error.exitCode;
}

/** Listens, makes sure that there is data, answers once what matters most, and serves until it is told to stop. */
async function serve(config: Config): Promise<void> {
  const product = createProduct({ config, onBug });
  const runs = createRunLog();
  const data = Promise.withResolvers<void>();
  // Why: when no question is waiting, nobody else hears that there will be no data; serve() throws it itself.
  data.promise.catch(() => undefined);
  let isStarting = true;
  const app = createApp({
    async *ask(input, options) {
      await data.promise;
      yield* product.ask(input, options);
    },
    runs,
    agents: agents.map(agentCard),
    health: () => healthOf(product, config, isStarting),
    isLocal: isLoopback(config.host),
    onBug,
  });
  const listener = await listen(app, config);
  say(`payment-analysis ${version} on ${listener.url}`);
  if (!isLoopback(config.host))
    say("warning: whoever reaches this address can ask about the data; there is no login");
  try {
    await ensureData(product, config);
    isStarting = false;
    data.resolve();
    const run = await runs.start((options) => product.runAgent("orchestrator", options));
    await printRun(run.events(0, stopping.signal), { json: false }, process);
    say(`\nAsk more: POST ${listener.url}/api/chat, or pnpm pay ask "QUESTION". Stop with Ctrl-C.`);
    if (!stopping.signal.aborted) await once(stopping.signal, "abort");
  } catch (error) {
    data.reject(error);
    if (!stopping.signal.aborted) throw error;
  } finally {
    runs.stop();
    await listener.close(shutdownGraceMs);
    await product.close();
    say("stopped");
  }
}

/** Loads the bundled sample where nothing was loaded. */
async function ensureData(product: Product, { dataDir }: Config): Promise<void> {
  if ((await asOf(product)) !== null) return;
  say("Nothing is loaded yet: loading the bundled sample (simulated payments) …");
  await loadFiles({ files: sample, dataDir, isSample: true, signal: stopping.signal });
}

async function asOf(product: Product): Promise<string | null> {
  return product.catalogue().then(
    (catalogue) => catalogue.asOf,
    (error: unknown) => {
      if (error instanceof NoDataError) return null;
      throw error;
    },
  );
}

async function healthOf(product: Product, config: Config, isStarting: boolean): Promise<Health> {
  const mode = config.model === null ? "playbook" : "model";
  const nothing = { version, mode, asOf: null, firstEvent: null, isSample: false } as const;
  if (isStarting) return { status: "starting", ...nothing };
  const { asOf, firstEvent, isSample } = await product.catalogue();
  return { status: asOf === null ? "empty" : "ok", version, mode, asOf, firstEvent, isSample };
}

function onBug(error: unknown, requestId = "-"): void {
  say(`bug (request ${requestId}): ${error instanceof Error ? error.stack : String(error)}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
