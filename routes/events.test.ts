import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { memoryDesk } from "../proposals/memory-desk.fixture.ts";
import { memoryRunLog } from "../runs/memory-run-log.fixture.ts";
import { createApp } from "./app.ts";
import { eventsRoute } from "./events.ts";
import { failingAsk } from "./scripted-ask.ts";

import { scriptedEventsDoor } from "./scripted-events-door.ts";

const { desk } = await memoryDesk();

const headers = { "content-type": "application/x-ndjson" };

function appOf(door = scriptedEventsDoor()) {
  const ask = failingAsk(new Error("nobody asks"));
  return createApp({
    ask,
    runAgent: (name, options) => ask({ question: name }, options),
    sql: async () => [],
    events: door,
    runs: memoryRunLog(),
    proposals: desk,
    agents: [],
    health: async () => {
      throw new Error("nobody asks");
    },
    isLocal: true,
    onBug: (error) => {
      throw error;
    },
  });
}
const send = (app: Pick<Hono, "request">, body: string, over: Record<string, string> = {}) =>
  app.request("http://localhost/api/events", {
    method: "POST",
    headers: { host: "localhost", ...headers, ...over },
    body,
  });

describe("POST /api/events", () => {
  test("answers when the batch is durable, with what became of it", async () => {
    const response = await send(appOf(), '{"transaction_id":"a"}\n');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ accepted: 1, rejected: 0 });
  });

  test("asks producers to wait while too much is waiting, and says how long", async () => {
    const response = await send(appOf(scriptedEventsDoor({ retryAfterSeconds: () => 7 })), "{}");
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("7");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  test("refuses a body that is too large before it is judged", async () => {
    const app = appOf(
      scriptedEventsDoor({
        accept: async () => {
          throw new Error("judged");
        },
      }),
    );
    expect((await send(app, "x".repeat((16 << 20) + 1))).status).toBe(413);
  });

  test("takes no body that a web page could send unasked, and none under another host name", async () => {
    expect((await send(appOf(), "{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await send(appOf(), "{}", { host: "evil.example" })).status).toBe(403);
  });

  test("stands alone without the rest of the app", async () => {
    const app = new Hono().route("/api/events", eventsRoute(scriptedEventsDoor()));
    expect((await send(app, "{}\n{}")).status).toBe(200);
  });
});

describe("/api/stream", () => {
  test("tells how the stream is doing", async () => {
    const response = await appOf().request("http://localhost/api/stream", {
      headers: { host: "localhost" },
    });
    expect(await response.json()).toMatchObject({ backlogBytes: 0, watermark: null });
  });

  test("acknowledges an open alert, and knows no other", async () => {
    const door = scriptedEventsDoor({ acknowledge: async (alert) => alert === "a" });
    const post = (alertId: string) =>
      appOf(door).request("http://localhost/api/stream/acknowledgements", {
        method: "POST",
        headers: { host: "localhost", "content-type": "application/json" },
        body: JSON.stringify({ alertId, by: "ops" }),
      });
    expect((await post("a")).status).toBe(200);
    expect((await post("b")).status).toBe(404);
  });
});
