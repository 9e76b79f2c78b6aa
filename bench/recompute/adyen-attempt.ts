import { Temporal } from "temporal-polyfill";
import { type ReadAttempt, readAmount, usable } from "./raw-attempt.ts";

const hour = 3_600_000;
const fixedOffsetHours: Readonly<Record<string, number>> = { UTC: 0, CET: 1, CEST: 2, PST: -8 };

const responses = new Set([
  "APPROVED",
  "REFUSED",
  "NOT_ENOUGH_BALANCE",
  "CARD_EXPIRED",
  "CVC_DECLINED",
  "INVALID_CARD_NUMBER",
  "FRAUD",
  "BLOCKED_CARD",
  "TRANSACTION_NOT_PERMITTED",
  "NOT_SUPPORTED",
  "WITHDRAWAL_COUNT_EXCEEDED",
  "AUTHENTICATION_REQUIRED",
  "ISSUER_UNAVAILABLE",
  "ACQUIRER_ERROR",
]);

/** A row of Adyen's received payments report. */
export const readAdyenAttempt: ReadAttempt = (cell) => {
  const response = cell("Acquirer Response");
  const rawResponse = cell("Raw acquirer response");
  const method = cell("Payment Method");
  if (!responses.has(response) || cell("Type") !== "Received" || method === "ideal") return null;
  const isApproved = response === "APPROVED";
  return usable({
    id: cell("Psp Reference"),
    paymentId: cell("Merchant Reference"),
    at: zonedTime(cell("Creation Date"), cell("TimeZone")),
    amount: readAmount(cell("Amount")),
    currency: cell("Currency").toUpperCase(),
    isApproved,
    reachedIssuer: !(response === "FRAUD" && rawResponse === ""),
    rawReason: isApproved ? "" : rawResponse || response,
    issuerCountry: cell("Issuer Country"),
    funding: /(credit|debit|prepaid)$/.exec(cell("Payment Method Variant"))?.[1] ?? "",
    network: method.split("_")[0] ?? "",
  });
};

const zonedTime = (text: string, zone: string): number => {
  const asUtc = Date.parse(`${text.replace(" ", "T")}Z`);
  if (Number.isNaN(asUtc)) return asUtc;
  const hours = fixedOffsetHours[zone];
  if (hours !== undefined) return asUtc - hours * hour;
  if (zone !== "Europe/Zurich" && zone !== "America/Sao_Paulo") return Number.NaN;
  const local = Temporal.PlainDateTime.from(text.replace(" ", "T"));
  return local.toZonedDateTime(zone).epochMilliseconds;
};
