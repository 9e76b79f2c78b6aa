import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { UsageError } from "../errors.ts";
import type { Ask } from "../graph/ask.ts";
import { type Caller, localCaller } from "../lakehouse/access/caller.ts";
import { memoryDesk } from "../proposals/memory-desk.fixture.ts";
import { memoryRunLog } from "../runs/memory-run-log.fixture.ts";
import { readAccessList } from "./access-list.ts";
import { createApp } from "./app.ts";
import { scriptedAsk, scriptedEvents, scriptedResult } from "./scripted-ask.ts";

import { scriptedEventsDoor } from "./scripted-events-door.ts";

const { desk } = await memoryDesk();

const folder = mkdtempSync(join(tmpdir(), "access-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: unknown): string => {
  const path = join(folder, "access.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};
const known = (token: string, caller: object) => ({
  ...caller,
  tokenSha256: createHash("sha256").update(token).digest("hex"),
});
const callers = [
  known("ana's-token", { name: "ana", role: "analyst", merchants: ["m1"] }),
  known("olga's-token", { name: "olga", role: "operator" }),
  known("ivo's-token", { name: "ivo", role: "operator", merchants: ["m1"] }),
  known("vera's-token", { name: "vera", role: "viewer" }),
];

function serving(access: ReturnType<typeof readAccessList> | null) {
  const seen: (Caller | undefined)[] = [];
  const ask: Ask = (input, options) => {
    seen.push(options.caller);
    const result = scriptedResult({ runId: `run-${seen.length}` });
    return scriptedAsk(scriptedEvents(result))(input, options);
  };
  const app = createApp({
    ask,
    runAgent: (name, options) => ask({ question: name }, options),
    sql: async (_statement, { caller }) => {
      seen.push(caller);
      return [];
    },
    events: scriptedEventsDoor(),
    runs: memoryRunLog(),
    proposals: desk,
    agents: [{ name: "decline", handles: "Declines.", tools: [], schedule: "0 6 * * *" }],
    health: async () => ({
      status: "ok",
      version: "0.1.0",
      mode: "playbook",
      asOf: null,
      firstEvent: null,
      isSample: false,
    }),
    isLocal: false,
    onBug: (bug) => {
      throw bug;
    },
    access,
  });
  const request = (path: string, token: string | null, body?: unknown, type = "application/json") =>
    app.request(path, {
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "content-type": type }),
      },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  return { request, seen };
}

const listed = () => serving(readAccessList(file({ callers })));

describe("without an access list", () => {
  test("everybody asks as whoever sits at this machine", async () => {
    const { request, seen } = serving(null);
    await (await request("/api/chat", null, { question: "Why?" })).text();
    await request("/api/sql", "any", { statement: "SELECT 1" });
    expect(seen).toEqual([localCaller, localCaller]);
  });
});

describe("with an access list", () => {
  test("a token says on whose behalf questions, runs and statements are", async () => {
    const { request, seen } = listed();
    await (await request("/api/chat", "olga's-token", { question: "Why?" })).text();
    await (await request("/api/agents/decline/runs", "vera's-token", {})).text();
    await request("/api/sql", "ivo's-token", { statement: "SELECT 1" });
    expect(seen).toEqual([
      { name: "olga", role: "operator", merchants: null },
      { name: "vera", role: "viewer", merchants: null },
      { name: "ivo", role: "operator", merchants: ["m1"] },
    ]);
  });

  test.each(["/api/agents", "/api/receipts/r-1", "/api/runs/run-1/events", "/api/stream"])(
    "nothing is told at %s without a known token",
    async (path) => {
      for (const token of [null, "unknown", "", createHash("sha256").update("x").digest("hex")]) {
        const response = await listed().request(path, token);
        expect(response.status).toBe(401);
        expect(response.headers.get("www-authenticate")).toBe("Bearer");
        expect(response.headers.get("content-type")).toBe("application/problem+json");
      }
    },
  );

  test("a hash from the file is no token", async () => {
    const { request } = listed();
    expect((await request("/api/agents", callers[1]?.tokenSha256 ?? "")).status).toBe(401);
  });

  test("runs and receipts are for the caller that they were made for", async () => {
    const { request } = listed();
    await (await request("/api/chat", "olga's-token", { question: "Why?" })).text();
    for (const path of ["/api/runs/run-1/events", "/api/receipts/r-0123456789ab"]) {
      expect((await request(path, "olga's-token")).status).toBe(200);
      expect((await request(path, "vera's-token")).status).toBe(404);
    }
  });

  test("only operators of all merchants send events and see the stream", async () => {
    const { request } = listed();
    const events = async (token: string) =>
      (await request("/api/events", token, {}, "application/x-ndjson")).status;
    const stream = async (token: string) => (await request("/api/stream", token)).status;
    expect([await events("olga's-token"), await stream("olga's-token")]).toEqual([200, 200]);
    for (const token of ["vera's-token", "ivo's-token"])
      expect([await events(token), await stream(token)]).toEqual([403, 403]);
  });

  test("the health is told to everybody: it is what a load balancer asks for", async () => {
    expect((await listed().request("/health", null)).status).toBe(200);
  });
});

describe("readAccessList", () => {
  test.each([
    ["no file", () => join(folder, "none.json")],
    ["no JSON", () => file("{")],
    ["nobody", () => file({ callers: [] })],
    ["an unknown role", () => file({ callers: [known("x", { name: "a", role: "king" })] })],
    ["a token in the clear", () => file({ callers: [{ name: "a", role: "viewer", token: "x" }] })],
    [
      "an empty list of merchants",
      () => file({ callers: [known("x", { name: "a", role: "viewer", merchants: [] })] }),
    ],
    ["one name twice", () => file({ callers: [callers[0], { ...callers[1], name: "ana" }] })],
    ["one token twice", () => file({ callers: [callers[0], { ...callers[0], name: "ben" }] })],
  ])("refuses %s, and repeats no hash", (_name, path) => {
    const read = () => readAccessList(path());
    expect(read).toThrow(UsageError);
    expect(read).not.toThrow(/[0-9a-f]{64}/);
  });
});
