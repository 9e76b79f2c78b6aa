import { z } from "zod";
import { ConflictError, DependencyError, NoDataError, RefusedError, UsageError } from "./errors.ts";
import { AskEvent } from "./graph/ask-event.ts";
import type { Row } from "./lakehouse/warehouse.ts";
import type { Product } from "./product.ts";
import type { RunningServer } from "./running-server.ts";

const Problem = z.object({ type: z.string(), detail: z.string() });
const Health = z.object({
  asOf: z.string().nullable(),
  firstEvent: z.string().nullable(),
  isSample: z.boolean(),
});
const Rows = z.array(z.record(z.string(), z.unknown()));

/**
 * The product of a server that owns the lakehouse: the same answers, over its HTTP API. `token` says who asks, where the
 * server wants to know.
 */
export function remoteProduct(server: RunningServer, token: string | null): Product {
  const identity: Record<string, string> =
    token === null ? {} : { authorization: `Bearer ${token}` };
  const post = (path: string, body: unknown, signal?: AbortSignal): Promise<Response> =>
    request(server, path, {
      method: "POST",
      headers: { "content-type": "application/json", ...identity },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  return {
    async *ask(input, { signal }) {
      yield* askEvents(await post("/api/chat", input, signal));
    },
    async *runAgent(name, { signal, asOf }) {
      const body = asOf === undefined ? {} : { asOf };
      yield* askEvents(await post(`/api/agents/${name}/runs`, body, signal));
    },
    async sql(statement, { signal } = {}) {
      const response = await post("/api/sql", { statement }, signal);
      return Rows.parse(await response.json()) as Row[];
    },
    async catalogue() {
      const health = Health.parse(await (await request(server, "/health", {})).json());
      return { ...health, values: {} };
    },
    close: async () => undefined,
  };
}

async function request(
  { url, pid }: RunningServer,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const response = await fetch(`${url}${path}`, init).catch((cause: unknown) => {
    init.signal?.throwIfAborted();
    throw new DependencyError(
      `process ${pid} serves this data folder at ${url} but does not answer: stop it, then try again`,
      { pid, url, cause },
    );
  });
  if (response.ok) return response;
  if (response.status === 401)
    throw new RefusedError(
      "the server that owns this data folder asks who you are: set ACCESS_TOKEN to your token",
    );
  throw failure(await response.text());
}

/** What the server calls an expected failure is the same failure here. */
function failure(text: string): Error {
  const { type, detail } = Problem.parse(JSON.parse(text));
  const code = type.split(":").at(-1);
  const kinds = [UsageError, NoDataError, ConflictError, RefusedError];
  const kind = kinds.find((candidate) => new candidate("").code === code) ?? DependencyError;
  return new kind(detail);
}

/** The events of a run, from the server-sent events that carry them. */
async function* askEvents(response: Response): AsyncGenerator<AskEvent> {
  if (response.body === null) throw new DependencyError("the server's answer has no body");
  let text = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const frames = text.split("\n\n");
    text = frames.pop() ?? "";
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1];
      if (data === undefined) continue;
      if (frame.startsWith("event: error")) throw failure(data);
      yield AskEvent.parse(JSON.parse(data));
    }
  }
}
