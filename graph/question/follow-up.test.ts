import { describe, expect, test } from "vitest";
import { catalogue } from "./payments-catalogue.fixture.ts";
import { readQuestion } from "./read-question.ts";

const first = readQuestion("What was the approval rate in Brazil last week?", catalogue);
const next = (question: string, previous = first) =>
  readQuestion(question, catalogue, { previous });

describe("a question that goes on from the one before", () => {
  test.each([
    "and for Mexico?",
    "what about Mexico?",
    "y para México?",
    "und für Mexiko?",
    "e para o México?",
  ])("%s replaces the country and keeps the rest", (question) => {
    const plan = next(question);
    expect(plan).toMatchObject({ outcome: "answer", intent: "kpi", metric: "approval_rate" });
    expect(plan.scope).toEqual({ ...first.scope, filters: { issuer_country: ["MX"] } });
  });

  test("a value of another dimension narrows it", () => {
    expect(next("only debit").scope.filters).toEqual({
      issuer_country: ["BR"],
      funding_type: ["debit"],
    });
  });

  test("the same by amount is another metric over the same scope", () => {
    const plan = next("same but by amount");
    expect(plan.metric).toBe("approval_rate_by_amount");
    expect(plan.scope).toEqual(first.scope);
  });

  test("why asks for the change of the same scope, with a comparison", () => {
    const plan = next("why?");
    expect(plan).toMatchObject({ intent: "approval_change", agents: ["decline", "performance"] });
    expect(plan.scope).toMatchObject({ range: first.scope.range, filters: first.scope.filters });
    expect(plan.scope.compare).toMatchObject({
      from: "2026-10-19T00:00:00.000Z",
      to: "2026-10-26T00:00:00.000Z",
    });
  });

  test("the week before moves the range back", () => {
    const { range } = next("and the week before?").scope;
    expect(range).toEqual({
      from: "2026-10-19T00:00:00.000Z",
      to: "2026-10-26T00:00:00.000Z",
      label: "19–25 Oct 2026",
    });
  });

  test("another period keeps the filters", () => {
    const { scope } = next("and in October?");
    expect(scope.range.label).toBe("October 2026");
    expect(scope.filters).toEqual({ issuer_country: ["BR"] });
  });

  test("a dimension breaks the same number down", () => {
    expect(next("by network?")).toMatchObject({
      intent: "breakdown",
      by: ["card_network"],
      metric: "approval_rate",
    });
  });

  test("the payments behind the number are those of its scope", () => {
    const plan = next("show the payments behind this number");
    expect(plan.intent).toBe("show_payments");
    expect(plan.scope).toEqual(first.scope);
  });

  test("the answer to a question back is read in its light", () => {
    const question = readQuestion("approval of North Star last week", catalogue);
    const plan = next("North Star EU", question);
    expect(plan).toMatchObject({ outcome: "answer", intent: "kpi", metric: "approval_rate" });
    expect(plan.scope.filters).toEqual({ merchant_id: ["North Star EU"] });
    expect(plan.scope.range.label).toBe("last week");
  });
});

test("a complete question forgets the one before", () => {
  expect(next("What was the decline rate yesterday?").scope.filters).toEqual({});
});
