import { describe, expect, test } from "vitest";
import { DependencyError, NoDataError } from "../errors.ts";
import type { Ask, AskInput } from "../graph/ask.ts";
import { memoryDesk } from "../proposals/memory-desk.fixture.ts";
import { memoryRunLog } from "../runs/memory-run-log.fixture.ts";
import { createApp } from "./app.ts";
import type { Health } from "./health.ts";
import type { Problem } from "./problem.ts";
import { failingAsk, scriptedAsk, scriptedEvents, scriptedResult } from "./scripted-ask.ts";

import { scriptedEventsDoor } from "./scripted-events-door.ts";

const { desk } = await memoryDesk();

const health: Health = {
  status: "ok",
  version: "0.1.0",
  mode: "playbook",
  asOf: "2026-11-01T12:00:00Z",
  firstEvent: "2026-10-01T00:00:00Z",
  isSample: true,
};
const agent = { name: "decline", handles: "Declines.", tools: [], schedule: "0 6 * * *" };

function appOf(ask: Ask, over: Partial<Parameters<typeof createApp>[0]> = {}) {
  const bugs: unknown[] = [];
  const app = createApp({
    ask,
    runAgent: (name, options) => ask({ question: name }, options),
    sql: async () => [],
    events: scriptedEventsDoor(),
    runs: memoryRunLog(),
    proposals: desk,
    agents: [agent],
    health: async () => health,
    isLocal: false,
    onBug: (error) => bugs.push(error),
    ...over,
  });
  const chat = (body: unknown, headers: Record<string, string> = {}) =>
    app.request("/api/chat", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  return { app, chat, bugs };
}

const scripted = () => appOf(scriptedAsk(scriptedEvents()));
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
const ids = (transcript: string) => [...transcript.matchAll(/^id: (.+)$/gm)].map(([, id]) => id);

describe("POST /api/chat", () => {
  test("streams the run as server-sent events", async () => {
    const response = await scripted().chat({ question: " Why? " });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("x-run-id")).toBe("run-1");
    expect(await response.text()).toMatchSnapshot();
  });

  test("passes question, thread and scope on as they are meant", async () => {
    const seen: AskInput[] = [];
    const ask: Ask = (input, options) => {
      seen.push(input);
      return scriptedAsk(scriptedEvents())(input, options);
    };
    const range = { from: "2026-10-01T00:00:00Z", to: "2026-11-01T00:00:00Z", label: "October" };
    const scope = { range, compare: null, filters: { issuer_country: ["BR"] } };
    await (await appOf(ask).chat({ question: " Why? ", threadId: "t", scope })).text();
    expect(seen).toEqual([{ question: "Why?", threadId: "t", scope }]);
  });

  test("resumes after Last-Event-ID without running again, by POST and by GET", async () => {
    let runs = 0;
    const { app, chat } = appOf((input, options) => {
      runs += 1;
      return scriptedAsk(scriptedEvents())(input, options);
    });
    const whole = await (await chat({ question: "Why?" })).text();
    const last = { "last-event-id": "run-1:3" };
    const posted = await (await chat({ question: "Why?" }, last)).text();
    const got = await (await app.request("/api/runs/run-1/events", { headers: last })).text();
    expect(ids(posted)).toEqual(["run-1:4", "run-1:5"]);
    expect(got).toBe(posted);
    expect(whole.endsWith(posted)).toBe(true);
    expect(await (await app.request("/api/runs/run-1/events")).text()).toBe(whole);
    expect(runs).toBe(1);
  });

  test("answers one of 50 questions sent to a thread at once, and refuses the others with 409", async () => {
    const result = (index: number) => scriptedResult({ runId: `run-${index}` });
    let asked = 0;
    const { chat } = appOf((input, options) => {
      asked += 1;
      return scriptedAsk(scriptedEvents(result(asked)), pause(20))(input, options);
    });
    const send = () => chat({ question: "Why?", threadId: "t" });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 49 }, () => 409)]);
    expect(asked).toBe(1);
    await Promise.all(answers.map((answer) => answer.text()));
    expect((await send()).status).toBe(200);
  });

  test("says so when the run to resume is forgotten, or the id is none of ours", async () => {
    const { app, chat } = scripted();
    expect((await chat({ question: "Why?" }, { "last-event-id": "old:3" })).status).toBe(404);
    expect((await chat({ question: "Why?" }, { "last-event-id": "3" })).status).toBe(400);
    const other = { headers: { "last-event-id": "run-2:1" } };
    expect((await app.request("/api/runs/run-1/events", other)).status).toBe(400);
  });

  test("sends a heartbeat while nothing happens", async () => {
    const gate = Promise.withResolvers<void>();
    const { chat } = appOf(scriptedAsk(scriptedEvents(), gate.promise), { heartbeatMs: 5 });
    const response = await chat({ question: "Why?" });
    setTimeout(gate.resolve, 40);
    const transcript = await response.text();
    expect(transcript).toMatch(/id: run-1:2\n.+\n\n(: heartbeat\n\n)+event: receipt/);
    expect(ids(transcript)).toHaveLength(5);
  });

  test("lets a client leave in the middle, and come back for the rest", async () => {
    const gate = Promise.withResolvers<void>();
    const { app, chat } = appOf(scriptedAsk(scriptedEvents(), gate.promise));
    const reader = (await chat({ question: "Why?" })).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    gate.resolve();
    const headers = { "last-event-id": "run-1:1" };
    const rest = await (await app.request("/api/runs/run-1/events", { headers })).text();
    expect(ids(rest)).toEqual(["run-1:2", "run-1:3", "run-1:4", "run-1:5"]);
  });

  test("ends a run that fails on the way with an error event that keeps a bug to itself", async () => {
    const { chat, bugs } = appOf(
      failingAsk(new TypeError("secret.field is undefined"), scriptedEvents().slice(0, 2)),
    );
    const transcript = await (await chat({ question: "Why?" })).text();
    const last = transcript.trimEnd().split("\n\n").at(-1) ?? "";
    expect(last).toMatch(/^event: error\ndata: \{"type":"urn:payment-analysis:problem:internal_e/);
    expect(last).not.toContain("secret");
    expect(bugs).toHaveLength(1);
  });

  test.each([
    ["an empty question", { question: "  " }, "the question is empty"],
    ["no question", {}, "question"],
    ["a question over 2,000 characters", { question: "x".repeat(2_001) }, "2000"],
    ["a field that is none", { question: "Why?", treadId: "x" }, "treadId"],
    ["an unknown dimension", { question: "Why?", scope: { filters: { planet: ["x"] } } }, "planet"],
    ["broken JSON", '{"question": ', "JSON"],
  ])("refuses %s with 400 and says what is wrong", async (_name, body, detail) => {
    const response = await scripted().chat(body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(((await response.json()) as Problem).detail).toContain(detail);
  });

  test("refuses a body over 64 kB with 413, and one that is not JSON with 415", async () => {
    const { app, chat } = scripted();
    expect((await chat({ question: "x".repeat(70_000) })).status).toBe(413);
    const form = { method: "POST", body: new URLSearchParams({ question: "Why?" }) };
    expect((await app.request("/api/chat", form)).status).toBe(415);
  });

  test.each([
    [new NoDataError("nothing loaded"), 404, "nothing loaded"],
    [new DependencyError("lakehouse locked"), 503, "lakehouse locked"],
    [new TypeError("secret"), 500, "request id"],
  ])("answers %s before the first event with its status", async (error, status, detail) => {
    const { chat, bugs } = appOf(failingAsk(error));
    const response = await chat({ question: "Why?" }, { "x-request-id": "mine-1" });
    expect(response.status).toBe(status);
    expect(response.headers.get("x-request-id")).toBe("mine-1");
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({ status, requestId: "mine-1" });
    expect(problem.detail).toContain(detail);
    expect(bugs).toEqual(status === 500 ? [error] : []);
  });
});

describe("the other resources", () => {
  test("lists the agents and tells the health", async () => {
    const { app } = scripted();
    expect(await (await app.request("/api/agents")).json()).toEqual({ agents: [agent] });
    expect(await (await app.request("/health")).json()).toEqual(health);
  });

  test("gives the receipt of a number, and says when there is none", async () => {
    const { app, chat } = scripted();
    await (await chat({ question: "Why?" })).text();
    const receipt = await (await app.request("/api/receipts/r-0123456789ab")).json();
    expect(receipt).toMatchObject({ id: "r-0123456789ab", sql: "SELECT 1" });
    expect((await app.request("/api/receipts/r-nothing")).status).toBe(404);
  });

  test("answers an unknown route with a 404 problem and a wrong method with 405 and Allow", async () => {
    const { app } = scripted();
    const unknown = await app.request("/api/nothing");
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ title: "Not Found", status: 404 });
    const wrong = await app.request("/api/chat", { method: "DELETE" });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("POST");
    expect(wrong.headers.get("content-type")).toBe("application/problem+json");
  });

  test.each([
    ["127.0.0.1:8000", 200],
    ["localhost", 200],
    ["[::1]:8000", 200],
    ["evil.example:8000", 403],
    ["127.0.0.1.evil.example", 403],
  ])("bound to this machine, answers to host %s with %i", async (host, status) => {
    const { app } = appOf(scriptedAsk([]), { isLocal: true });
    expect((await app.request("/health", { headers: { host } })).status).toBe(status);
  });
});
