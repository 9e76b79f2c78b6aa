import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DependencyError } from "../../errors.ts";
import { httpOutlet } from "./http-outlet.ts";
import { landingOutlet } from "./landing-outlet.ts";

const { signal } = new AbortController();

describe("the landing folder as an outlet", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "landing-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("gets whole files whose names keep the order", async () => {
    const outlet = landingOutlet(folder);
    for (const batch of [["1", "2"], ["3"], ["4"]]) await outlet.send(batch, signal);
    const files = readdirSync(folder).sort();
    expect(files.every((name) => name.endsWith(".ndjson"))).toBe(true);
    expect(files.map((name) => readFileSync(join(folder, name), "utf8"))).toEqual([
      "1\n2\n",
      "3\n",
      "4\n",
    ]);
  });

  test("makes the sender wait until someone takes what lies there", async () => {
    let waited = 0;
    const outlet = landingOutlet(folder, { mostWaiting: 2, pollMs: 5, onWaiting: () => waited++ });
    await outlet.send(["1"], signal);
    await outlet.send(["2"], signal);
    let isSent = false;
    const third = outlet.send(["3"], signal).then(() => {
      isSent = true;
    });
    await sleep(40);
    expect({ isSent, waited }).toEqual({ isSent: false, waited: 1 });
    const [first] = readdirSync(folder).sort();
    rmSync(join(folder, first ?? ""));
    await third;
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test("lets a waiting sender go when it is told to stop", async () => {
    const stop = new AbortController();
    const outlet = landingOutlet(folder, { mostWaiting: 1, pollMs: 5 });
    await outlet.send(["1"], stop.signal);
    const waiting = outlet.send(["2"], stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
  });
});

describe("a server as an outlet", () => {
  async function serving(statuses: number[]) {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        bodies.push(`${request.url} ${request.headers["content-type"]} ${body}`);
        response.writeHead(statuses.shift() ?? 200, { "retry-after": "0" }).end("{}");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return { bodies, url, close: () => new Promise((resolve) => server.close(resolve)) };
  }

  test("gets the same batch again after it asked to wait", async () => {
    const { bodies, url, close } = await serving([429, 429, 200]);
    let waited = 0;
    await httpOutlet(url, { onWaiting: () => waited++ }).send(["1", "2"], signal);
    await close();
    expect(bodies).toEqual(Array(3).fill("/api/events application/x-ndjson 1\n2\n"));
    expect(waited).toBe(2);
  });

  test("is said to be unavailable when it refuses, or is not there", async () => {
    const { url, close } = await serving([500]);
    await expect(httpOutlet(url).send(["1"], signal)).rejects.toBeInstanceOf(DependencyError);
    await close();
    await expect(httpOutlet(url).send(["1"], signal)).rejects.toThrow("is the server running?");
  });
});
