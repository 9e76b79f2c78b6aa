import { expect, test } from "vitest";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

test.each([
  ["What would moving 20 % from A to B be worth?", 0.2, "A", "B"],
  ["What if we moved 10% of Adyen volume to B?", 0.1, "adyen", "B"],
  ["How much would we gain by moving half of the traffic from A to B?", 0.5, "A", "B"],
  ["What would happen if we sent all Brazil traffic to B?", 1, null, "B"],
  ["Simulate shifting 30 % of debit from B to A", 0.3, "B", "A"],
  ["What's the impact of shifting a fifth of volume to B?", 0.2, null, "B"],
  ["If we route debit to B what do we gain?", null, null, "B"],
])("%s", (question, share, from, to) => {
  const { intent, move } = readQuestion(question, catalogue);
  expect(intent).toBe("route_what_if");
  expect(move).toEqual({ share, from, to });
});

test("other questions move nothing", () => {
  expect(readQuestion("Approval rate of processor A", catalogue).move).toBeUndefined();
});
