import fc from "fast-check";
import { expect, test } from "vitest";
import { type Due, dueQueue } from "./due-queue.ts";

const due = fc.record({
  dueAt: fc.integer({ min: 0, max: 20 }),
  number: fc.integer({ min: 0, max: 9 }),
});
const inOrder = (a: Due, b: Due) => a.dueAt - b.dueAt || a.number - b.number;

test("takes out by time and number, however it was filled", () => {
  const steps = fc.array(fc.oneof(due, fc.constant("take" as const)), { maxLength: 60 });
  fc.assert(
    fc.property(fc.array(due), steps, (initial, given) => {
      const queue = dueQueue(initial);
      let model = [...initial];
      for (const step of given) {
        if (step === "take") {
          model = model.toSorted(inOrder);
          expect(queue.peek()).toEqual(model[0]);
          expect(queue.pop()).toEqual(model.shift());
        } else {
          queue.push(step);
          model.push(step);
        }
      }
      expect(queue.items().toSorted(inOrder)).toEqual(model.toSorted(inOrder));
    }),
  );
});
