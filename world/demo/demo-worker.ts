import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import type { DemoMessage, DemoOrder } from "./demo-message.ts";
import { runDemo } from "./run-demo.ts";

const Data = z.object({ dataDir: z.string() });

const port = parentPort;
if (port === null) throw new Error("the demo is started by start-demo.ts, on a thread of its own");
const say = (message: DemoMessage): void => port.postMessage(message);

const stopping = new AbortController();
let taken = Promise.withResolvers<void>();
port.on("message", (order: DemoOrder) => {
  if (order === "stop") stopping.abort();
  // Being told to stop ends the wait too: nobody may answer any more. What was not taken is sent again at the next start.
  taken.resolve();
});
try {
  await runDemo({
    ...Data.parse(workerData),
    signal: stopping.signal,
    now: () => Date.now(),
    outlet: {
      async send(lines, signal) {
        signal.throwIfAborted();
        taken = Promise.withResolvers();
        say({ kind: "events", lines });
        await taken.promise;
        signal.throwIfAborted();
      },
    },
    onLoaded: () => say({ kind: "loaded" }),
  });
} catch (error) {
  // Being told to stop is how a demo ends.
  if (!stopping.signal.aborted) throw error;
} finally {
  port.close();
}
