import { describe, expect, test } from "vitest";
import { createAttemptLedger, type LedgerAttempt } from "./attempt-ledger.ts";
import { limitsInForce } from "./retry-rules.ts";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse("2026-10-01T00:00:00Z");
const attempt = (network: string, at: number, change: Partial<LedgerAttempt> = {}) => ({
  network,
  region: "US" as const,
  credential: "card-1",
  merchant: "m-1",
  amountMinor: 1_000,
  currency: "USD",
  at,
  ...change,
});
const generic = { category: 4, advice: null };

describe("the attempt ledger", () => {
  test("lets fifteen repeats of a Visa attempt pass in thirty days, not a sixteenth", () => {
    const ledger = createAttemptLedger();
    const made = Array.from({ length: 40 }, (_, index) => start + index * 12 * hour).filter(
      (at) => {
        const allowed = ledger.judge(attempt("visa", at)).kind === "allowed";
        if (allowed) ledger.recordDecline(attempt("visa", at), generic);
        return allowed;
      },
    );
    expect(made).toHaveLength(16);
  });

  test("counts Mastercard's declines of a day per card, whatever the amount and the merchant", () => {
    const ledger = createAttemptLedger();
    for (let index = 0; index < 10; index++)
      ledger.recordDecline(
        attempt("mastercard", start + index, { merchant: `m-${index}`, amountMinor: index + 1 }),
        generic,
      );
    const verdict = ledger.judge(attempt("mastercard", start + hour));
    expect(verdict).toMatchObject({ kind: "over_limit", limit: { window: "24 hours" } });
    expect(ledger.judge(attempt("mastercard", start + day + 11)).kind).toBe("allowed");
  });

  test.each([
    ["visa", { category: 1, advice: null }, 400 * day, "never"],
    ["mastercard", { category: null, advice: "03" }, 29 * day, "never"],
    ["mastercard", { category: null, advice: "21" }, 29 * day, "never"],
    ["mastercard", { category: null, advice: "03" }, 31 * day, "allowed"],
    ["mastercard", { category: null, advice: "27" }, 95 * hour, "wait"],
    ["mastercard", { category: null, advice: "27" }, 97 * hour, "allowed"],
    ["mastercard", { category: null, advice: "2" }, 71 * hour, "wait"],
    ["visa", { category: 2, advice: null }, 31 * day, "never"],
    ["amex", { category: null, advice: null }, hour, "allowed"],
  ])("of %s after %o, %d ms later: %s", (network, decline, later, kind) => {
    const ledger = createAttemptLedger();
    ledger.recordDecline(attempt(network, start), decline);
    expect(ledger.judge(attempt(network, start + later)).kind).toBe(kind);
  });

  test("another card, merchant or amount is another transaction, and an approval ends one", () => {
    const ledger = createAttemptLedger();
    const never = { category: 1, advice: null };
    ledger.recordDecline(attempt("visa", start), never);
    for (const change of [{ credential: "card-2" }, { merchant: "m-2" }, { amountMinor: 999 }])
      expect(ledger.judge(attempt("visa", start + hour, change)).kind).toBe("allowed");
    ledger.recordApproval(attempt("visa", start + hour));
    expect(ledger.judge(attempt("visa", start + 2 * hour)).kind).toBe("allowed");
  });
});

describe("limits in force", () => {
  const fee = (region: "US" | "EU" | "CA", on: string) =>
    limitsInForce("mastercard", region, on).find(({ window }) => window === "30 days")?.fee?.minor;

  test("are the region's newest that has begun, else those of everywhere", () => {
    expect(fee("US", "2022-09-30")).toBeUndefined();
    expect(fee("US", "2022-10-01")).toBe(10);
    expect(fee("US", "2026-10-01")).toBe(50);
    expect(fee("EU", "2024-07-31")).toBeUndefined();
    expect(fee("EU", "2024-08-01")).toBe(55);
    expect(limitsInForce("mastercard", "EU", "2026-10-01").map(({ window }) => window)).toContain(
      "24 hours",
    );
    expect(limitsInForce("elo", "US", "2026-10-01")).toEqual([]);
  });
});
