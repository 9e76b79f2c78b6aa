import { type ReadAttempt, readAmount, usable } from "./raw-attempt.ts";

/** A row of Stripe's charges export. */
export const readStripeAttempt: ReadAttempt = (cell) => {
  const status = cell("Status");
  if (!["Paid", "Refunded", "Failed"].includes(status)) return null;
  if (cell("Mode") !== "Live" || cell("Payment Source Type") !== "card") return null;
  const isApproved = status !== "Failed";
  return usable({
    id: cell("id"),
    paymentId: cell("PaymentIntent ID"),
    at: utcTime(cell("Created date (UTC)")),
    amount: readAmount(cell("Amount")),
    currency: cell("Currency").toUpperCase(),
    isApproved,
    reachedIssuer: !cell("Seller Message").startsWith("Stripe blocked"),
    rawReason: isApproved ? "" : cell("Decline Reason"),
    issuerCountry: cell("Card Issue Country"),
    funding: cell("Card Funding"),
    network: cell("Card Brand"),
  });
};

/** Times without an offset are UTC. */
const utcTime = (text: string): number => {
  const iso = text.replace(" ", "T");
  return Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(iso) ? iso : `${iso}Z`);
};
