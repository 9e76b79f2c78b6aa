import type { Catalogue } from "../catalogue.ts";

/** A catalogue of several processors, with data from 1 September to Thursday 5 November 2026, 15:30:12 UTC. */
export const catalogue: Catalogue = {
  asOf: "2026-11-05T15:30:12.000Z",
  firstEvent: "2026-09-01T00:02:00.000Z",
  isSample: false,
  values: {
    processor: ["adyen", "stripe", "braintree", "A", "B"],
    payment_solution: ["standard", "3ds", "network_token", "apple_pay"],
    card_network: ["visa", "mastercard", "amex"],
    funding_type: ["credit", "debit", "prepaid"],
    issuer_country: ["US", "BR", "MX", "DE", "GB", "IN"],
    issuer: ["Banco do Brasil", "Nubank", "Chase", "Deutsche Bank"],
    card_bin: ["411111", "555555"],
    merchant_id: ["AcmeShop", "Globex", "North Star EU", "North Star US"],
    merchant_segment: ["Travel", "Retail", "Gaming"],
    merchant_country: ["US", "DE"],
    mcc: ["5411", "4511"],
    currency: ["USD", "EUR", "BRL"],
    entry_mode: ["ecom", "contactless"],
    device_type: ["mobile", "desktop"],
    is_recurring: ["true", "false"],
    is_cross_border: ["true", "false"],
    decline_reason: ["INSUFFICIENT_FUNDS", "DO_NOT_HONOR", "EXPIRED_CARD", "OTHER"],
    decline_class: ["soft", "hard"],
    risk_tier: ["low", "high"],
    source: ["adyen", "stripe"],
  },
};
