import { describe, expect, test } from "vitest";
import { eventQueue } from "./event-queue.ts";

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("eventQueue", () => {
  test("hands over everything in order and ends", async () => {
    const queue = eventQueue<number>(2);
    const read: number[] = [];
    const reader = (async () => {
      for await (const item of queue) read.push(item);
    })();
    for (let item = 1; item <= 10; item += 1) await queue.push(item);
    queue.end();
    await reader;
    expect(read).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("makes the producer wait while nobody reads", async () => {
    const queue = eventQueue<number>(2);
    let pushed = 0;
    const producer = (async () => {
      for (let item = 1; item <= 5; item += 1) {
        await queue.push(item);
        pushed = item;
      }
    })();
    await tick();
    expect(pushed).toBe(2);
    const reader = queue[Symbol.asyncIterator]();
    await reader.next();
    await tick();
    expect(pushed).toBe(3);
    queue.close();
    await producer;
  });

  test("lets a waiting producer go when the reader leaves", async () => {
    const queue = eventQueue<number>(1);
    await queue.push(1);
    const stuck = queue.push(2);
    queue.close();
    await expect(stuck).resolves.toBeUndefined();
  });

  test("still gives what was pushed before the end", async () => {
    const queue = eventQueue<string>(8);
    await queue.push("a");
    await queue.push("b");
    queue.end();
    const read: string[] = [];
    for await (const item of queue) read.push(item);
    expect(read).toEqual(["a", "b"]);
  });
});
