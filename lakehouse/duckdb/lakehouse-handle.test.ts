import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DependencyError, NoDataError } from "../../errors.ts";
import { lakehouseHandle } from "./lakehouse-handle.ts";

let folder: string;
let path: string;
let opened: string[];
let closed: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "handle-"));
  path = join(folder, "lakehouse.duckdb");
  opened = [];
  closed = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function load(content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

const handle = () =>
  lakehouseHandle(path, async (file) => {
    const content = readFileSync(file, "utf8");
    opened.push(content);
    await new Promise((done) => setTimeout(done, 5));
    return { content, close: () => void closed.push(content) };
  });

describe("lakehouseHandle", () => {
  test("says how to load when there is no file", async () => {
    await expect(handle().acquire()).rejects.toThrow(NoDataError);
    await expect(handle().acquire()).rejects.toThrow("pay load");
  });

  test("opens the file once for any number of runs", async () => {
    load("one");
    const lakehouse = handle();
    const leases = await Promise.all([1, 2, 3].map(() => lakehouse.acquire()));
    expect(leases.map((lease) => lease.opened.content)).toEqual(["one", "one", "one"]);
    expect(opened).toEqual(["one"]);
  });

  test("keeps a run on the data it began with, and closes them as its last lease ends", async () => {
    load("one");
    const lakehouse = handle();
    const first = await lakehouse.acquire();
    const second = await lakehouse.acquire();
    load("two");
    const third = await lakehouse.acquire();
    expect([first, second, third].map((lease) => lease.opened.content)).toEqual([
      "one",
      "one",
      "two",
    ]);
    await first.release();
    await first.release();
    expect(closed).toEqual([]);
    await second.release();
    expect(closed).toEqual(["one"]);
    await third.release();
    expect(closed).toEqual(["one"]);
  });

  test("closes an unused file at once when a newer one is opened", async () => {
    load("one");
    const lakehouse = handle();
    await (await lakehouse.acquire()).release();
    load("two");
    await lakehouse.acquire();
    expect(closed).toEqual(["one"]);
  });

  test("recovers from a file that could not be opened", async () => {
    load("broken");
    const lakehouse = lakehouseHandle(path, async (file) => {
      const content = readFileSync(file, "utf8");
      if (content === "broken") throw new DependencyError("not a lakehouse");
      return { content, close: () => undefined };
    });
    await expect(lakehouse.acquire()).rejects.toThrow("not a lakehouse");
    load("two");
    expect((await lakehouse.acquire()).opened.content).toBe("two");
  });

  test("hands nothing out once closed, and lets a running run finish", async () => {
    load("one");
    const lakehouse = handle();
    const lease = await lakehouse.acquire();
    await lakehouse.close();
    expect(closed).toEqual([]);
    await expect(lakehouse.acquire()).rejects.toThrow(DependencyError);
    await lease.release();
    expect(closed).toEqual(["one"]);
  });
});
