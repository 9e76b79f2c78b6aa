import { expect, test } from "vitest";
import { type ArrivedLabels, labelLag } from "./label-lag.ts";

/** Of a hundred disputes ten arrive in each of the weeks 4 to 13; purchases of one week each, 0 to 25 weeks old. */
const trueShare = (weeks: number) => Math.min(1, Math.max(0, (weeks - 4) / 10));
const labels = Array.from({ length: 26 }, (_, age) =>
  Array.from({ length: 10 }, (_, place): ArrivedLabels => {
    const lag = 4 + place;
    return { age, lag, count: lag < age ? 10 : lag === age ? 5 : 0 };
  }),
)
  .flat()
  .filter(({ count }) => count > 0);

test("the share that has arrived is found although only what arrived is seen", () => {
  const lag = labelLag(labels);
  for (const age of [0, 3, 4, 6, 9, 12, 13, 14, 20])
    expect(lag?.at(age)).toBeCloseTo((trueShare(age) + trueShare(age + 1)) / 2, 9);
});

test("a growing business does not look as if its disputes came sooner", () => {
  const growing = labels.map((label) => ({ ...label, count: label.count * (30 - label.age) }));
  expect(labelLag(growing)?.at(8)).toBeCloseTo(labelLag(labels)?.at(8) ?? 0, 9);
});

test("with a handful of labels nothing is said", () => {
  expect(labelLag([{ age: 20, lag: 5, count: 49 }])).toBeNull();
});
