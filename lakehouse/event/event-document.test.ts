import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { attemptFields } from "./attempt.ts";
import { Dispute } from "./dispute.ts";
import { eventDocument } from "./event-document.ts";
import { FxRate } from "./fx-rate.ts";

const written = readFileSync(new URL("../../docs/event-format.md", import.meta.url), "utf8");

describe("the event format document", () => {
  test("is what the schemas say", () => {
    expect(written, "stale: run `node lakehouse/event/write-document.ts`").toBe(eventDocument());
  });

  test("names every field of every type", () => {
    const fields = [
      ...attemptFields,
      ...Object.keys(Dispute.shape),
      ...Object.keys(FxRate.shape),
    ].filter((name) => name !== "type");
    expect(fields.filter((name) => !written.includes(`| \`${name}\` |`))).toEqual([]);
  });
});

describe("a dispute", () => {
  const dispute = {
    type: "dispute",
    transaction_id: "t-1",
    dispute_id: "d-1",
    dispute_timestamp: "2026-10-30T12:00:00+01:00",
  };

  test("needs the attempt, an id and a time", () => {
    expect(Dispute.safeParse(dispute).success).toBe(true);
    for (const name of ["transaction_id", "dispute_id", "dispute_timestamp"]) {
      expect(Dispute.safeParse({ ...dispute, [name]: undefined }).success, name).toBe(false);
    }
  });

  test("refuses a kind that nobody knows and keeps fields that it does not know", () => {
    expect(Dispute.safeParse({ ...dispute, dispute_kind: "regret" }).success).toBe(false);
    expect(Dispute.parse({ ...dispute, case_owner: "north" })).toMatchObject({
      case_owner: "north",
    });
  });
});

describe("an exchange rate", () => {
  const rate = { type: "fx_rate", date: "2026-10-30", currency: "BRL", usd_per_unit: 0.18 };

  test.each([0, -1, "0.00", "-0.18", "free"])("cannot be %j", (usdPerUnit) => {
    expect(FxRate.safeParse({ ...rate, usd_per_unit: usdPerUnit }).success).toBe(false);
  });

  test.each([0.18, "0.18", "1"])("can be %j", (usdPerUnit) => {
    expect(FxRate.safeParse({ ...rate, usd_per_unit: usdPerUnit }).success).toBe(true);
  });

  test("belongs to a day, not to a time", () => {
    expect(FxRate.safeParse({ ...rate, date: "2026-10-30T00:00:00Z" }).success).toBe(false);
  });
});
