import type { Decline } from "../../sample/outcome.ts";
import type { Random } from "../../sample/random.ts";
import type { Card } from "../../sample/shopper.ts";
import { adyenReceivedColumns } from "./adyen-columns.ts";
import { adyenTime } from "./adyen-time.ts";
import type { ExportFormat } from "./export-format.ts";
import { majorText } from "./payments.ts";

/** Adyen's received payments report. */
export const adyenExport: ExportFormat = {
  columns: adyenReceivedColumns,
  droppedWhenDirty: adyenReceivedColumns.filter((name) =>
    /^(Reserved|Delivery|Shopper IP)/.test(name),
  ),
  delimiterWhenDirty: ";",
  encodingWhenDirty: "windows-1252",
  idColumn: "Psp Reference",
  amountColumn: "Amount",
  noteColumn: "Shopper Name",
  broken: {
    unknown_status: { "Acquirer Response": "TELEPORTED", "Raw acquirer response": "" },
    bad_amount: { Amount: "twelve" },
    bad_timestamp: { "Creation Date": "2026-13-45 10:61:00" },
    unknown_currency: { Currency: "ZZZ" },
    unknown_time_zone: { TimeZone: "Mars/Olympus" },
  },
  skipped: { not_a_card_payment: { "Payment Method": "ideal", "Payment Method Variant": "ideal" } },
  row(payment, { at, card, decline }, { random, dirt }) {
    return {
      "Company Account": "ExampleGroup",
      "Merchant Account": "ExampleECOM",
      "Psp Reference": random.text(16),
      "Merchant Reference": payment.id,
      "Payment Method": paymentMethod(card),
      ...adyenTime(random, at, dirt),
      Currency: payment.currency,
      Amount: majorText(payment.amountMinor, payment.exponent),
      Type: "Received",
      "Risk Scoring": String(decline?.isBlocked ? random.whole(100, 140) : random.whole(0, 90)),
      "Shopper Interaction": random.weighted([
        ["Ecommerce", 7],
        ["ContAuth", 3],
      ]),
      "Issuer Name": issuerName(random, card),
      "Issuer Country": card.country,
      "Shopper Reference": payment.customer,
      "Payment Method Variant": `${brandPrefix[card.brand]}${card.funding}`,
      ...response(random, decline),
    };
  },
};

const brandPrefix = {
  Visa: "visa",
  MasterCard: "mc",
  "American Express": "amex",
  Discover: "discover",
} as const;

const paymentMethod = ({ brand, wallet }: Card): string =>
  brandPrefix[brand] + (wallet === "" ? "" : `_${wallet.replace("_", "")}`);

const issuerName = (random: Random, { country }: Card): string =>
  random.weighted([
    [`Bank One ${country}`, 4],
    [`Crédit Exemple ${country}`, 2],
    [`Müller & Söhne – Bank ${country}`, 1],
  ]);

/** Adyen's response and the acquirer's own, for each decline code of the sample's world. */
const responses: Readonly<Record<string, readonly [string, string]>> = {
  do_not_honor: ["REFUSED", "05 : Do not honor"],
  generic_decline: ["REFUSED", "05 : Do not honor"],
  insufficient_funds: ["NOT_ENOUGH_BALANCE", "51 : Insufficient funds"],
  expired_card: ["CARD_EXPIRED", "54 : Expired card"],
  incorrect_cvc: ["CVC_DECLINED", "N7 : Decline for CVV2 failure"],
  incorrect_number: ["INVALID_CARD_NUMBER", "14 : Invalid card number"],
  fraudulent: ["FRAUD", "59 : Suspected fraud"],
  lost_card: ["BLOCKED_CARD", "41 : Lost card"],
  stolen_card: ["BLOCKED_CARD", "43 : Stolen card"],
  transaction_not_allowed: ["TRANSACTION_NOT_PERMITTED", "57 : Not permitted to cardholder"],
  card_not_supported: ["NOT_SUPPORTED", "57 : Not permitted to cardholder"],
  card_velocity_exceeded: ["WITHDRAWAL_COUNT_EXCEEDED", "65 : Exceeds frequency limit"],
  authentication_required: ["AUTHENTICATION_REQUIRED", "1A : Authentication required"],
  issuer_not_available: ["ISSUER_UNAVAILABLE", "91 : Issuer or switch inoperative"],
  processing_error: ["ACQUIRER_ERROR", "96 : System malfunction"],
};

const response = (random: Random, decline: Decline | null) => {
  if (decline === null) {
    return {
      "Acquirer Response": "APPROVED",
      "Raw acquirer response": "00 : Approved or completed successfully",
      "Authorisation Code": random.text(6, "0123456789"),
    };
  }
  const [adyen, raw] = responses[decline.code] ?? ["REFUSED", "05 : Do not honor"];
  // Adyen's own risk engine answers before any acquirer does.
  return { "Acquirer Response": adyen, "Raw acquirer response": decline.isBlocked ? "" : raw };
};
