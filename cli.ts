import { runCli } from "./cli/run-cli.ts";
import { loadConfig, widenThreadPool } from "./config.ts";
import { runningServer } from "./running-server.ts";

widenThreadPool();
const interrupted = new AbortController();
process.on("SIGINT", () => {
  // Why: the first interrupt lets a command clean up, the second does not wait for it.
  if (interrupted.signal.aborted) process.exit(130);
  interrupted.abort();
});

for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe has what it wanted, as in `pay sql … | head`.
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupted.signal,
  config: loadConfig,
  async openProduct(config) {
    const server = await runningServer(config.dataDir);
    if (server !== null) return (await import("./remote-product.ts")).remoteProduct(server);
    return (await import("./product.ts")).createProduct({ config, onBug });
  },
  runningServer,
});

/** A bug inside a run: the answer says only that there was one. */
function onBug(error: unknown): void {
  process.stderr.write(`bug: ${error instanceof Error ? error.stack : String(error)}\n`);
}
