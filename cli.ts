import { enableCompileCache } from "node:module";

// Why the rest is imported below: a module's compiled form is kept from here on, which halves the start.
enableCompileCache();
const { loadConfig, widenThreadPool } = await import("./config.ts");
// Why not for a load: it runs two statements at a time, and each thread more keeps memory of its own.
if (process.argv[2] !== "load") widenThreadPool();
const { runCli } = await import("./cli/run-cli.ts");
const { runningServer } = await import("./running-server.ts");

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
    if (server !== null)
      return (await import("./remote-product.ts")).remoteProduct(server, config.accessToken);
    return (await import("./recorded-product.ts")).recordedProduct({ config, onBug });
  },
  async openState({ dataDir, stateUrl }) {
    const { openState } = await import("./state/open-state.ts");
    return openState(stateUrl === null ? { dataDir } : { url: stateUrl });
  },
  async whoAsks({ accessFile, accessToken }) {
    const { localCaller } = await import("./lakehouse/access/caller.ts");
    if (accessFile === null) return localCaller;
    const { readAccessList } = await import("./routes/access-list.ts");
    const caller = readAccessList(accessFile)(accessToken ?? "");
    if (caller !== undefined) return caller;
    const { RefusedError } = await import("./errors.ts");
    throw new RefusedError("ACCESS_FILE tells callers apart: set ACCESS_TOKEN to your token.");
  },
  runningServer,
});

/** A bug inside a run: the answer says only that there was one. */
function onBug(error: unknown): void {
  process.stderr.write(`bug: ${error instanceof Error ? error.stack : String(error)}\n`);
}
