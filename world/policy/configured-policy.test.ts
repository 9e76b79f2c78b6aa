import { describe, expect, test } from "vitest";
import { configuredPolicy, type SettingsInForce } from "./configured-policy.ts";
import { defaultPolicy } from "./default-policy.ts";
import type { PaymentFacts } from "./facts.ts";

const processors = ["a", "b", "c"];
const facts = (over: Partial<PaymentFacts> = {}): PaymentFacts => ({
  merchantId: "m1",
  segment: "retail",
  merchantCountry: "US",
  currency: "USD",
  amountMinor: 5_000,
  amountUsd: 5_000,
  network: "visa",
  funding: "debit",
  bin: 400_000,
  issuer: "Bank",
  issuerCountry: "US",
  isCrossBorder: false,
  isRegulated: false,
  entryMode: "ecom",
  solution: "card",
  device: "desktop",
  isRecurring: false,
  fraudScore: 0.1,
  deviceTrust: 0.9,
  primary: "a",
  backup: "b",
  startedAt: 0,
  attemptNo: 1,
  at: 1_000,
  previousProcessor: null,
  previousCode: null,
  previousReason: null,
  previousAdvice: null,
  ...over,
});
const retryRule = (reason: string, value: unknown, filters = {}): SettingsInForce => [
  {
    from: 500,
    settings: [{ kind: "retry_rule", target: `retry.${reason}`, filters, value, was: null }],
  },
];
const policy = (inForce: SettingsInForce) => configuredPolicy(inForce)({ processors });
const usual = defaultPolicy({ processors });

describe("a merchant that follows the configuration", () => {
  test("repeats what a rule says, for as many tries as it names", () => {
    const value = { rule: "delayed", waitMinutes: [1_440, 4_320] };
    const { retry } = policy(retryRule("DO_NOT_HONOR", value));
    const after = (attemptNo: number) =>
      retry(facts({ attemptNo, previousReason: "DO_NOT_HONOR" }));
    expect([1, 2, 3].map(after)).toEqual([1_440, 4_320, null]);
    expect(retry(facts({ previousReason: "EXPIRED_CARD" }))).toBeNull();
  });

  test("never repeats what a rule forbids, even where it used to", () => {
    const declined = facts({ isRecurring: true, previousReason: "CLOSED_ACCOUNT" });
    expect(usual.retry(declined)).not.toBeNull();
    expect(policy(retryRule("CLOSED_ACCOUNT", { rule: "never" })).retry(declined)).toBeNull();
  });

  test("follows a setting from its moment on, and for its traffic", () => {
    const value = { rule: "immediate", waitMinutes: [5] };
    const { retry } = policy(retryRule("DO_NOT_HONOR", value, { issuer_country: ["BR"] }));
    const at = (over: Partial<PaymentFacts>) =>
      retry(facts({ previousReason: "DO_NOT_HONOR", ...over }));
    expect(at({ issuerCountry: "BR" })).toBe(5);
    expect(at({ issuerCountry: "US" })).toBeNull();
    expect(at({ issuerCountry: "BR", at: 499 })).toBeNull();
  });

  test("moves the decided part of a route's share, of what the route would get, and no more", () => {
    const settings = {
      kind: "route_shift",
      target: "route.processor.a->b",
      filters: {},
      was: { a: 60, b: 40 },
      value: { a: 45, b: 55 },
    };
    const { routing } = policy([{ from: 0, settings: [settings] }]);
    const of = (over: Partial<PaymentFacts>, act = routing) => {
      const shares = new Float64Array(3);
      act(facts(over), shares);
      return [...shares];
    };
    const [a = 0, b = 0, c = 0] = of({}, usual.routing);
    expect(of({})).toEqual([
      expect.closeTo(a * 0.75),
      expect.closeTo(b + a * 0.25),
      expect.closeTo(c),
    ]);
    expect(of({ entryMode: "chip" })).toEqual(of({ entryMode: "chip" }, usual.routing));
  });
});
