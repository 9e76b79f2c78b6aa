import { once } from "node:events";
import { agentCard } from "./agents/agent-card.ts";
import { agents } from "./agents/index.ts";
import { printRun } from "./cli/print-run.ts";
import { type Config, loadConfig, widenThreadPool } from "./config.ts";
import { AppError, NoDataError } from "./errors.ts";
import { parseSchedule } from "./jobs/parse-schedule.ts";
import { localCaller } from "./lakehouse/access/caller.ts";
import { withLoadLock } from "./lakehouse/load/load-lock.ts";
import { type LiveProduct, openLiveProduct } from "./live-product.ts";
import { openMemory } from "./open-memory.ts";
import { createProduct, type Product } from "./product.ts";
import { rerun } from "./proposals/rerun.ts";
import { recordedAnswers } from "./recorded-answers.ts";
import { readAccessList } from "./routes/access-list.ts";
import { createApp } from "./routes/app.ts";
import type { Health } from "./routes/health.ts";
import { listen } from "./routes/listen.ts";
import { isLoopback } from "./routes/loopback-only.ts";
import { announceServer, withdrawServer } from "./running-server.ts";
import type { RunLog } from "./runs/run-log.ts";
import { scheduleAgents } from "./schedule-agents.ts";
import { version } from "./version.ts";
import { readDemo } from "./world/demo/demo-state.ts";
import { type Demo, type StartDemoOptions, startDemo } from "./world/demo/start-demo.ts";

const shutdownGraceMs = 5_000;
/** What producers of events are told to wait while the lakehouse is being opened. */
const startingSeconds = 5;

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    // Why: the first signal lets open answers end, the second does not wait for them.
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
  });

widenThreadPool();
try {
  await serve(loadConfig());
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  say(`error: ${error.message}`);
  process.exitCode = error.exitCode;
}

/** Listens, makes sure that there is data, answers once what matters most, and serves until it is told to stop. */
async function serve(config: Config): Promise<void> {
  const access = config.accessFile === null ? null : readAccessList(config.accessFile);
  const jobs = parseSchedule(config.schedule);
  const memory = await openMemory({ config, onBug });
  const { runs, threads } = memory;
  const opening = Promise.withResolvers<LiveProduct>();
  // Why: when no question is waiting, nobody else hears that there will be no data; serve() throws it itself.
  opening.promise.catch(() => undefined);
  let live: LiveProduct | null = null;
  let demo: Demo | null = null;
  const app = createApp({
    async *ask(input, options) {
      yield* (await opening.promise).product.ask(input, options);
    },
    async *runAgent(name, options) {
      yield* (await opening.promise).product.runAgent(name, options);
    },
    sql: async (statement, options) => (await opening.promise).product.sql(statement, options),
    events: {
      accept: async (body) => (await opening.promise).stream.accept(body),
      retryAfterSeconds: () => (live === null ? startingSeconds : live.stream.retryAfterSeconds()),
      status: async () => (await opening.promise).stream.status(),
      acknowledge: async (alert, by) => (await opening.promise).stream.acknowledge(alert, by),
    },
    runs,
    proposals: {
      db: memory.state.db,
      now: () => new Date(),
      secondPersonFromMinor: config.secondPersonFromMinor,
      rerun: async (runId) => {
        const { product } = await opening.promise;
        const asker = recordedAnswers(product, async () => memory, { owner: "recheck" });
        return rerun(memory.state.db, asker, runId, stopping.signal);
      },
    },
    agents: agents.map(agentCard),
    health: () => healthOf(live?.product ?? null, config),
    access,
    isLocal: isLoopback(config.host),
    onBug,
  });
  const listener = await listen(app, config);
  say(`payment-analysis ${version} on ${listener.url}`);
  if (!isLoopback(config.host) && access === null)
    say(
      "warning: whoever reaches this address can ask about the data; ACCESS_FILE asks for tokens",
    );
  try {
    demo = await ensureData(config, async (lines) =>
      (await opening.promise).stream.accept(Buffer.from(`${lines.join("\n")}\n`)),
    );
    // Why the lock: a load that replaced the file would take the stream's lakehouse from under it.
    await withLoadLock(config.dataDir, async () => {
      live = await openLiveProduct({ config, onBug, threads });
      await announceServer(config.dataDir, { pid: process.pid, url: listener.url });
      opening.resolve(live);
      const scheduler = scheduleAgents({ config, jobs, memory, product: live.product, onBug });
      try {
        await answerUntilStopped(live.product, runs, listener.url);
      } finally {
        await withdrawServer(config.dataDir);
        const scheduled = scheduler.stop();
        await runs.stop();
        await scheduled;
        await listener.close(shutdownGraceMs);
        await live.close();
      }
    });
  } catch (error) {
    opening.reject(error);
    if (!stopping.signal.aborted) throw error;
  } finally {
    await runs.stop();
    await demo?.stop();
    await listener.close(shutdownGraceMs);
    await memory.close();
    say("stopped");
  }
}

async function answerUntilStopped(product: Product, runs: RunLog, url: string): Promise<void> {
  const run = await runs.start((options) => product.runAgent("orchestrator", options), {
    owner: localCaller.name,
    kind: "agent",
    input: { agent: "orchestrator" },
    mayPropose: true,
  });
  await printRun(run.events(0, stopping.signal), { json: false }, process);
  say(`\nAsk more: POST ${url}/api/chat, or pnpm pay ask "QUESTION". Stop with Ctrl-C.`);
  if (!stopping.signal.aborted) await once(stopping.signal, "abort");
}

/** Makes the demo world where nothing was loaded, and keeps it alive from then on; null where the data are a person's own. */
async function ensureData(config: Config, take: StartDemoOptions["take"]): Promise<Demo | null> {
  const isLoaded = (await publishedAsOf(config)) !== null;
  const isDemo = isLoaded && (await readDemo(config.dataDir)) !== null;
  if (isLoaded && !isDemo) return null;
  if (!isDemo) say("Nothing is loaded yet: making a demo world (a sample of simulated payments) …");
  const demo = startDemo({ dataDir: config.dataDir, take, onFailure: onBug });
  stopping.signal.addEventListener("abort", () => void demo.stop().catch(onBug), { once: true });
  await demo.loaded;
  if (!isDemo) say("Its newest 15 days are loaded; 75 older ones follow while you ask.");
  return demo;
}

async function publishedAsOf(config: Config): Promise<string | null> {
  const product = createProduct({ config, onBug });
  try {
    return (await product.catalogue()).asOf;
  } catch (error) {
    if (error instanceof NoDataError) return null;
    throw error;
  } finally {
    await product.close();
  }
}

async function healthOf(product: Product | null, config: Config): Promise<Health> {
  const mode = config.model === null ? "playbook" : "model";
  const nothing = { version, mode, asOf: null, firstEvent: null, isSample: false } as const;
  if (product === null) return { status: "starting", ...nothing };
  const { asOf, firstEvent, isSample } = await product.catalogue();
  return { status: asOf === null ? "empty" : "ok", version, mode, asOf, firstEvent, isSample };
}

function onBug(error: unknown, requestId = "-"): void {
  say(`bug (request ${requestId}): ${error instanceof Error ? error.stack : String(error)}`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
