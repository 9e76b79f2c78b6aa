import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declineCodes } from "./codes.ts";
import { vocabularies } from "./decline-code.ts";
import { declineDimensionRows } from "./dimension-tables.ts";
import { leadingResponseCode, normaliseCode } from "./normalise-code.ts";
import { reasonOf } from "./reason-of.ts";
import { declineReason, declineReasons } from "./reasons.ts";

const key = ({ vocabulary, rawCode }: { vocabulary: string; rawCode: string }) =>
  `${vocabulary}:${rawCode}`;

describe("the decline taxonomy", () => {
  test("maps each raw code of a vocabulary once", () => {
    const keys = declineCodes.map(key);
    const twice = keys.filter((candidate, position) => keys.indexOf(candidate) !== position);
    expect(twice).toEqual([]);
  });

  test("keeps the names of the specification", () => {
    const specified = [
      "INSUFFICIENT_FUNDS",
      "FRAUD_SUSPECTED",
      "EXPIRED_CARD",
      "DO_NOT_HONOR",
      "ISSUER_UNAVAILABLE",
      "CVV_MISMATCH",
      "LIMIT_EXCEEDED",
    ];
    expect(specified.filter((code) => declineReason(code) === undefined)).toEqual([]);
  });

  test("reaches every reason from a code that a processor or a network writes", () => {
    const reached = new Set<string>(
      declineCodes.filter(({ vocabulary }) => vocabulary !== "event").map(({ reason }) => reason),
    );
    const unreached = declineReasons.map(({ code }) => code).filter((code) => !reached.has(code));
    expect(unreached).toEqual(["OTHER"]);
  });

  test("says how long to wait exactly where a retry is worth it", () => {
    for (const { code, retry } of declineReasons) {
      expect(retry.waitMinutes.length === 0, code).toBe(retry.rule === "never");
      expect(
        [...retry.waitMinutes].sort((a, b) => a - b),
        code,
      ).toEqual(retry.waitMinutes);
    }
  });

  test("never advises a blind repeat of what Visa says the issuer will never approve", () => {
    const blind = declineCodes.filter(({ networkCategory, reason }) => {
      const rule = declineReason(reason)?.retry.rule;
      return networkCategory === 1 && (rule === "immediate" || rule === "delayed");
    });
    expect(blind).toEqual([]);
  });

  test("gives tables whose codes all name a reason of the reasons table", () => {
    const { reasons, codes } = declineDimensionRows();
    const names = new Set<string>(reasons.map(({ reason }) => reason));
    expect(names.size).toBe(reasons.length);
    expect(codes.filter(({ reason }) => !names.has(reason))).toEqual([]);
    expect(new Set(codes.map(({ vocabulary }) => vocabulary))).toEqual(new Set(vocabularies));
  });
});

describe("reading a raw code", () => {
  test.each([
    ["stripe", "insufficient_funds", null, "INSUFFICIENT_FUNDS"],
    ["stripe", "lost_card", null, "LOST_OR_STOLEN_CARD"],
    ["adyen", "NotEnoughBalance", null, "INSUFFICIENT_FUNDS"],
    ["adyen", "3D Not Authenticated", null, "AUTHENTICATION_FAILED"],
    ["adyen", "05 : Do not honor", "REFUSED", "DO_NOT_HONOR"],
    ["adyen", "N7 : CVV2 failure", "REFUSED", "CVV_MISMATCH"],
    ["adyen", "ZZZ : house code", "ISSUER_UNAVAILABLE", "ISSUER_UNAVAILABLE"],
    ["braintree", "2010", "Card Issuer Declined CVV", "CVV_MISMATCH"],
    ["braintree", "2999", "Insufficient Funds", "INSUFFICIENT_FUNDS"],
    ["braintree", "3000", null, "PROCESSOR_ERROR"],
    ["braintree", "risk_threshold", "gateway_rejected", "FRAUD_SUSPECTED"],
    ["event", "51", null, "INSUFFICIENT_FUNDS"],
    ["event", "Do not honor", null, "DO_NOT_HONOR"],
    ["event", "LOST_OR_STOLEN_CARD", null, "LOST_OR_STOLEN_CARD"],
    ["event", "never seen", null, "OTHER"],
    ["stripe", null, null, "OTHER"],
  ] as const)("%s %j with hint %j is %s", (vocabulary, raw, hint, reason) => {
    expect(reasonOf(vocabulary, raw, hint).reason).toBe(reason);
  });

  test.each([
    ["stripe", ["fraudulent", "do_not_honor", "expired_card", "insufficient_funds"]],
    ["adyen", ["NOT_ENOUGH_BALANCE", "REFUSED", "CARD_EXPIRED", "ISSUER_UNAVAILABLE", "FRAUD"]],
    ["adyen", ["51 : Insufficient funds", "91 : Issuer or switch inoperative"]],
    ["adyen", ["54 : Expired card", "59 : Suspected fraud", "05 : Do not honor"]],
    ["braintree", ["2000", "2001", "2004", "3000", "fraud", "cvv", "risk_threshold"]],
    ["braintree", ["Do Not Honor", "Processor Network Unavailable - Try Again"]],
  ] as const)("knows what %s exports write: %j", (vocabulary, wordings) => {
    const unknown = wordings.filter((raw) => reasonOf(vocabulary, raw, null).reason === "OTHER");
    expect(unknown).toEqual([]);
  });

  test("reads Braintree's processor responses and gateway rejections without confusing them", () => {
    const gateway = declineCodes.filter(({ vocabulary }) => vocabulary === "braintree_gateway");
    const processor = declineCodes.filter(({ vocabulary }) => vocabulary === "braintree");
    const both = gateway.filter((g) => processor.some((p) => p.rawCode === g.rawCode));
    expect(both).toEqual([]);
  });

  test("finds a response code only where it stands as a word of its own", () => {
    expect(leadingResponseCode("51 : Insufficient funds")).toBe("51");
    expect(leadingResponseCode("1A")).toBe("1a");
    expect(leadingResponseCode("05 Do not honor")).toBe("05");
    expect(leadingResponseCode("2001")).toBeNull();
    expect(leadingResponseCode("do_not_honor")).toBeNull();
  });

  test("gives every code of our own format one meaning that its other users share", () => {
    const shared = declineCodes.filter(({ vocabulary }) => vocabulary === "event");
    for (const { rawCode, reason } of shared) {
      const others = declineCodes.filter(
        (code) => code.vocabulary !== "event" && code.rawCode === rawCode,
      );
      expect(new Set([reason, ...others.map((code) => code.reason)]).size, rawCode).toBe(1);
    }
  });

  test("normalises and finds response codes as the statements of the lakehouse do", async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const text = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.stringMatching(/^[0-9A-Za-z]{1,3}$/), fc.constantFrom("", " : x", "-y", "z"))
        .map((parts) => parts.join("")),
    );
    const sample = fc
      .sample(text, { seed: 7, numRuns: 300 })
      .filter((raw) => !/[\0\n\r\u2028\u2029]/.test(raw));
    const values = sample.map((raw) => `('${raw.replaceAll("'", "''")}')`).join(",");
    const reader = await connection.runAndReadAll(
      `SELECT lower(regexp_replace(x, '[^A-Za-z0-9]', '', 'g')),
              lower(nullif(regexp_extract(x, '^ *([0-9][0-9A-Za-z]|[A-Za-z][0-9])($|[^0-9A-Za-z])', 1), ''))
       FROM (VALUES ${values}) AS t(x)`,
    );
    expect(reader.getRows()).toEqual(
      sample.map((raw) => [normaliseCode(raw), leadingResponseCode(raw)]),
    );
  });
});
