import { expect, test, vi } from "vitest";
import type { QueryOptions, Row, SqlParams, Warehouse } from "../warehouse.ts";
import { sharedReads } from "./shared-reads.ts";

/** A warehouse whose statements end when the test says so. */
function heldWarehouse() {
  const running: { sql: string; end(rows: Row[]): void; fail(error: Error): void }[] = [];
  const query = vi.fn(async (sql: string, _params?: SqlParams, options?: QueryOptions) => {
    const { promise, resolve, reject } = Promise.withResolvers<Row[]>();
    options?.signal?.addEventListener("abort", () => reject(new Error("stopped")));
    running.push({ sql, end: resolve, fail: reject });
    return promise;
  });
  const door: Warehouse = { engine: "canned", identity: "ana", query };
  const last = () => running.at(-1) ?? expect.fail("nothing was asked");
  return { door, query, last };
}

test("equal statements are one read, also after it has ended", async () => {
  const { door, query, last } = heldWarehouse();
  const shared = sharedReads().of(door);
  const both = Promise.all([
    shared.query("SELECT 1", { a: 1 }),
    shared.query("SELECT 1", { a: 1 }),
  ]);
  last().end([{ n: 1 }]);
  expect(await both).toEqual([[{ n: 1 }], [{ n: 1 }]]);
  expect(await shared.query("SELECT 1", { a: 1 })).toEqual([{ n: 1 }]);
  expect(query).toHaveBeenCalledOnce();
});

test("another parameter, another limit and another caller are other reads", async () => {
  const [ana, ben] = [heldWarehouse(), heldWarehouse()];
  const reads = sharedReads();
  void reads.of(ana.door).query("SELECT 1", { a: 1 });
  void reads.of(ana.door).query("SELECT 1", { a: 2 });
  void reads.of(ana.door).query("SELECT 1", { a: 1 }, { maxRows: 5 });
  void reads.of(ben.door).query("SELECT 1", { a: 1 });
  expect(ana.query).toHaveBeenCalledTimes(3);
  expect(ben.query).toHaveBeenCalledOnce();
});

test("a change is seen by whoever asks after it, also while an older read runs", async () => {
  const { door, query, last } = heldWarehouse();
  const reads = sharedReads();
  const before = reads.of(door).query("SELECT 1");
  const old = last();
  reads.changed();
  const after = reads.of(door).query("SELECT 1");
  old.end([{ n: 1 }]);
  last().end([{ n: 2 }]);
  expect([await before, await after]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  expect(await reads.of(door).query("SELECT 1")).toEqual([{ n: 2 }]);
  expect(query).toHaveBeenCalledTimes(2);
});

test("a failure is told to everybody who waits and not remembered", async () => {
  const { door, last } = heldWarehouse();
  const shared = sharedReads().of(door);
  const both = Promise.allSettled([shared.query("SELECT 1"), shared.query("SELECT 1")]);
  last().fail(new Error("no such table"));
  expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const again = shared.query("SELECT 1");
  last().end([]);
  expect(await again).toEqual([]);
});

test("a reader who gives up leaves the read to the others; with the last one it is stopped", async () => {
  const { door, query, last } = heldWarehouse();
  const shared = sharedReads().of(door);
  const [first, second] = [new AbortController(), new AbortController()];
  const gaveUp = shared.query("SELECT 1", {}, { signal: first.signal });
  const stays = shared.query("SELECT 1", {}, { signal: second.signal });
  first.abort(new Error("enough"));
  await expect(gaveUp).rejects.toThrow("enough");
  expect(query.mock.lastCall?.[2]?.signal?.aborted).toBe(false);
  second.abort(new Error("me too"));
  await expect(stays).rejects.toThrow("me too");
  expect(query.mock.lastCall?.[2]?.signal?.aborted).toBe(true);

  const again = shared.query("SELECT 1");
  last().end([{ n: 1 }]);
  expect(await again).toEqual([{ n: 1 }]);
});

test("what one reader does to its rows does not reach another", async () => {
  const { door, last } = heldWarehouse();
  const shared = sharedReads().of(door);
  const first = shared.query("SELECT 1");
  last().end([{ n: 1 }]);
  (await first).pop();
  expect(await shared.query("SELECT 1")).toEqual([{ n: 1 }]);
});

test("large results are read again", async () => {
  const { door, query, last } = heldWarehouse();
  const shared = sharedReads().of(door);
  const first = shared.query("SELECT 1");
  last().end(Array.from({ length: 2_001 }, (_, n) => ({ n })));
  await first;
  void shared.query("SELECT 1");
  expect(query).toHaveBeenCalledTimes(2);
});
