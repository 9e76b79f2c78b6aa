import { describe, expect, test } from "vitest";
import { createBreaker } from "../../breaker.ts";
import { json } from "../scripted-transport.fixture.ts";
import { patient } from "./patient.ts";
import type { Transport } from "./transport.ts";

const body = "{}";
const { signal } = new AbortController();

/** A transport over answers in turn, a clock that only waiting moves, and what happened. */
const trying = (answers: readonly (Response | Error)[]) => {
  const state = { now: 0, sent: 0, waits: [] as number[] };
  const clock = (): number => state.now;
  const endpoint: Transport = async () => {
    const answer = answers[Math.min(state.sent, answers.length - 1)];
    state.sent += 1;
    if (answer instanceof Error) throw answer;
    return (answer ?? json({})).clone();
  };
  const breaker = createBreaker({ name: "its endpoint", clock });
  const transport = patient(endpoint, {
    breaker,
    now: clock,
    random: () => 1,
    async wait(ms) {
      state.waits.push(ms);
      state.now += ms;
    },
  });
  const ask = async (): Promise<number | string> =>
    transport({ url: "", headers: {}, body, signal }).then(
      async (response) => {
        await response.text();
        return response.status;
      },
      (error: Error) => error.message,
    );
  return { state, ask };
};
const status = (code: number, headers: Record<string, string> = {}) =>
  json({}, { status: code, headers });

describe("trying again", () => {
  test("waits as long as the endpoint asks", async () => {
    const { state, ask } = trying([status(429, { "retry-after": "2" }), status(200)]);
    expect(await ask()).toBe(200);
    expect(state.waits).toEqual([2_000]);
  });

  test("reads a date and OpenAI's milliseconds too", async () => {
    const date = trying([
      status(503, { "retry-after": new Date(3_000).toUTCString() }),
      status(200),
    ]);
    await date.ask();
    expect(date.state.waits).toEqual([3_000]);
    const exact = trying([status(503, { "retry-after-ms": "120" }), status(200)]);
    await exact.ask();
    expect(exact.state.waits).toEqual([120]);
  });

  test("does not wait for what takes longer than a question may, and leaves the endpoint alone until then", async () => {
    const { state, ask } = trying([status(429, { "retry-after": "60" }), status(200)]);
    expect(await ask()).toBe(429);
    expect(await ask()).toContain("is given a pause");
    state.now = 60_000;
    expect(await ask()).toBe(200);
    expect(state.sent).toBe(2);
  });

  test.each([400, 401, 403, 404, 409, 413, 422, 501])("never tries %i again", async (code) => {
    const { state, ask } = trying([status(code)]);
    expect(await ask()).toBe(code);
    expect(state.sent).toBe(1);
  });

  test.each([408, 429, 500, 502, 503, 504])(
    "tries %i again, and a dropped connection",
    async (code) => {
      for (const first of [status(code), new TypeError("fetch failed")]) {
        const { state, ask } = trying([first, status(200)]);
        expect(await ask()).toBe(200);
        expect(state.sent).toBe(2);
      }
    },
  );

  test("does not wait on when it is cancelled", async () => {
    const leaving = new AbortController();
    const breaker = createBreaker({ name: "it", clock: () => 0 });
    const transport = patient(async () => status(429, { "retry-after": "4" }), {
      breaker,
      now: () => 0,
      random: () => 1,
    });
    setTimeout(() => leaving.abort(), 20);
    const started = performance.now();
    await expect(
      transport({ url: "", headers: {}, body, signal: leaving.signal }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(performance.now() - started).toBeLessThan(250);
  });
});

describe("an endpoint that is down", () => {
  test.each([1, 0.5, 0.2])("costs at most a tenth more when %d of requests fail", async (share) => {
    const { state, ask } = trying(
      Array.from({ length: 5_000 }, (_, at) => (at % 10 < share * 10 ? status(503) : status(200))),
    );
    const asked = 400;
    for (let request = 0; request < asked; request += 1) {
      await ask();
      state.now += 100;
    }
    expect(state.sent / asked).toBeLessThanOrEqual(1.1);
  });

  test("is left alone after five failures, and one call decides when it is back", async () => {
    const { state, ask } = trying([...Array.from({ length: 6 }, () => status(503)), status(200)]);
    while (state.sent < 5) await ask();
    const before = state.sent;
    expect(await ask()).toContain("is given a pause");
    expect(state.sent).toBe(before);
    state.now += 15_000;
    const probes = await Promise.all([ask(), ask(), ask()]);
    expect(probes.filter((one) => String(one).includes("pause")).length).toBeGreaterThanOrEqual(2);
    state.now += 15_000;
    expect(await ask()).toBe(200);
    expect(await ask()).toBe(200);
  });

  test("that begins answers and never ends them counts as down", async () => {
    const breaking: Transport = async () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.error(new TypeError("terminated")),
        }),
      );
    const breaker = createBreaker({ name: "it", clock: () => 0 });
    const transport = patient(breaking, { breaker, now: () => 0, random: () => 0 });
    const ask = async () => (await transport({ url: "", headers: {}, body, signal })).text();
    for (let failure = 0; failure < 5; failure += 1)
      await expect(ask()).rejects.toThrow("terminated");
    await expect(ask()).rejects.toThrow("given a pause");
  });
});
