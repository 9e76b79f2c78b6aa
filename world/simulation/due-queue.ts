/** What waits for its time. `number` breaks ties, so the order never depends on how the queue was filled. */
export interface Due {
  readonly dueAt: number;
  readonly number: number;
}

/** A binary heap: the earliest first. */
export interface DueQueue<T extends Due> {
  readonly peek: () => T | undefined;
  readonly pop: () => T | undefined;
  readonly push: (item: T) => void;
  readonly items: () => readonly T[];
}

export const dueQueue = <T extends Due>(initial: readonly T[] = []): DueQueue<T> => {
  const heap: T[] = [];
  const at = (place: number): T => heap[place] as T;

  const rise = (from: number, item: T): void => {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(item, at(parent))) break;
      heap[place] = at(parent);
      place = parent;
    }
    heap[place] = item;
  };

  const sink = (item: T): void => {
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(at(child + 1), at(child))) child += 1;
      if (!isBefore(at(child), item)) break;
      heap[place] = at(child);
      place = child;
    }
    heap[place] = item;
  };

  const push = (item: T): void => {
    heap.push(item);
    rise(heap.length - 1, item);
  };
  const pop = (): T | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) sink(last);
    return first;
  };
  for (const item of initial) push(item);
  return { peek: () => heap[0], pop, push, items: () => heap };
};

const isBefore = (a: Due, b: Due): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.number < b.number);
