import { expect, test } from "vitest";
import { localCaller } from "../access/caller.ts";
import { inMemory, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { liveHandle } from "./live-handle.ts";

test("a warehouse stands for one state of the data: another is handed out when data came and time has passed", async () => {
  const lakehouse = await openLakehouse(inMemory);
  let now = 0;
  const handle = liveHandle(lakehouse, { freshForMs: 100, clock: () => now });
  const door = async () => (await handle.acquire()).opened.warehouseFor(localCaller);
  const first = await door();
  now = 500;
  expect(await door()).toBe(first);
  handle.changed();
  const second = await door();
  expect(second).not.toBe(first);
  handle.changed();
  now = 550;
  expect(await door()).toBe(second);
  await handle.close();
  await expect(handle.acquire()).rejects.toMatchObject({ exitCode: 4 });
  lakehouse.close();
});

test("what a statement returned is remembered until the data change", async () => {
  const lakehouse = await openLakehouse(inMemory);
  await lakehouse.connection.run("CREATE TABLE seen AS SELECT 1 AS n");
  const handle = liveHandle(lakehouse, { freshForMs: 1_000, clock: () => 0 });
  const { opened } = await handle.acquire();
  const seen = async () => (await opened.warehouse.query("SELECT n FROM seen")).map(({ n }) => n);
  expect(await seen()).toEqual([1]);
  await lakehouse.connection.run("UPDATE seen SET n = 2");
  expect(await seen()).toEqual([1]);
  handle.changed();
  expect(await seen()).toEqual([2]);
  await handle.close();
  lakehouse.close();
});
