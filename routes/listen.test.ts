import { expect, test } from "vitest";
import { DependencyError } from "../errors.ts";
import { listen } from "./listen.ts";

const app = { fetch: () => new Response("hello") };
const local = { host: "127.0.0.1", port: 0 };

test("serves on a free port, and no more after close", async () => {
  const listener = await listen(app, local);
  expect(await (await fetch(listener.url)).text()).toBe("hello");
  await listener.close(1_000);
  await expect(fetch(listener.url)).rejects.toThrow();
});

test("says what to do when the port is taken", async () => {
  const first = await listen(app, local);
  const port = Number(new URL(first.url).port);
  const second = listen(app, { ...local, port });
  await expect(second).rejects.toThrow(DependencyError);
  await expect(second).rejects.toThrow(/Set PORT/);
  await first.close(0);
});

test("cuts off a request that outlives the grace period", async () => {
  const endless = { fetch: () => new Response(new ReadableStream({ start: () => undefined })) };
  const listener = await listen(endless, local);
  const response = await fetch(listener.url);
  await listener.close(20);
  await expect(response.text()).rejects.toThrow();
});

test("tells the app when a client has left in the middle of a stream", async () => {
  const left = Promise.withResolvers<void>();
  const stream = { start: (c: ReadableStreamDefaultController) => c.enqueue(new Uint8Array(1)) };
  const fetchStream = () => new Response(new ReadableStream({ ...stream, cancel: left.resolve }));
  const listener = await listen({ fetch: fetchStream }, local);
  const leave = new AbortController();
  await fetch(listener.url, { signal: leave.signal });
  leave.abort();
  await left.promise;
  await listener.close(0);
});
