/**
 * A bounded queue between a run and whoever reads its events. `push` waits while the queue is full, so that a slow
 * reader slows the run instead of filling memory. After `end` what was pushed is still read; after `close` nothing is,
 * and pushing is a no-op.
 */
export interface EventQueue<Item> extends AsyncIterable<Item> {
  push(item: Item): Promise<void>;
  end(): void;
  close(): void;
}

export const eventQueue = <Item>(capacity: number): EventQueue<Item> => {
  const items: Item[] = [];
  let state: "open" | "ended" | "closed" = "open";
  let waiting: (() => void)[] = [];

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  const change = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));

  return {
    async push(item) {
      while (state === "open" && items.length >= capacity) await change();
      if (state !== "open") return;
      items.push(item);
      wake();
    },
    end() {
      if (state === "open") state = "ended";
      wake();
    },
    close() {
      state = "closed";
      items.length = 0;
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (items.length === 0 && state === "open") await change();
        const item = items.shift();
        if (item === undefined) return;
        wake();
        yield item;
      }
    },
  };
};
