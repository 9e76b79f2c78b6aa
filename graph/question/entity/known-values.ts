import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { spellings } from "../words/phrase-book.ts";

/** A value of a dimension by the words that people use for it, whether the data have it or not. */
export interface KnownValue {
  readonly dimension: Dimension;
  readonly value: string;
  /** What the words also are a topic of: "3DS" is a value of payment_solution and the subject of "is 3DS helping". */
  readonly topic?: string;
}

const values: Partial<Record<Dimension, Readonly<Record<string, string>>>> = {
  card_network: {
    visa: "visa|visas",
    mastercard: "mastercard|mastercards|master card|mc|master",
    amex: "amex|american express",
    discover: "discover card|discover cards|discover network",
    diners: "diners|diners club",
    jcb: "jcb",
    unionpay: "unionpay|union pay|cup",
    elo: "elo",
  },
  funding_type: {
    debit: "debit|debito|debitkarte|debitkarten",
    credit: "credit|credito|kreditkarte|kreditkarten",
    prepaid: "prepaid|pre paid|prepago|prepagos|pre pago|pre pagos|pre pagados",
  },
  payment_solution: {
    apple_pay: "apple pay|applepay",
    google_pay: "google pay|googlepay|gpay",
    passkey: "passkey|passkeys",
  },
  entry_mode: {
    ecom: "ecom|e commerce|ecommerce|online payments|online cards|card not present|cnp",
    contactless: "contactless|nfc|tap to pay|sin contacto|kontaktlos|kontaktlose|por aproximacao",
    chip: "chip",
    manual: "manual entry|manually entered|moto|keyed",
  },
  device_type: {
    mobile: "mobile|mobiles|movil|moviles|celular|mobil",
    desktop: "desktop|desktops|escritorio",
    tablet: "tablet|tablets",
  },
  initiated_by: {
    merchant: "merchant initiated|mit",
    shopper: "shopper initiated|customer initiated|cardholder initiated|cit",
  },
  is_recurring: {
    true: "recurring|recurrent|recurrente|recurrentes|recorrente|recorrentes|wiederkehrend|wiederkehrende|wiederkehrenden",
    false: "one off|one time|non recurring",
  },
  decline_class: {
    soft: "soft decline|soft declines",
    hard: "hard decline|hard declines",
    technical: "technical decline|technical declines|technical failures",
  },
};

const topical: readonly (readonly [topic: string, Dimension, Readonly<Record<string, string>>])[] =
  [
    ["3ds", "payment_solution", { "3ds": "3ds|3d secure|three d secure|three ds|3ds2|tds" }],
    [
      "network-token",
      "payment_solution",
      {
        network_token:
          "network token|network tokens|network tokenisation|network tokenization|network tokenised|network tokenized|tokenisation|tokenization|tokens|token|tokenised|tokenized",
      },
    ],
    [
      "3ds",
      "three_ds_result",
      {
        frictionless: "frictionless",
        challenged: "challenged",
        abandoned: "abandoned challenge|abandoned challenges",
      },
    ],
    [
      "cross-border",
      "is_cross_border",
      {
        true: "cross border|crossborder|international|internacional|internacionales|internacionais|internationale|internationalen|transfronterizo|transfronterizos|transfronteriza|transfronterizas|transfronteirico|transfronteiricos|transfronteirica|transfronteiricas|grenzuberschreitend|grenzuberschreitende|grenzuberschreitenden",
        false: "domestic|inlandisch|inlandische",
      },
    ],
  ];

/** Values of the closed lists by phrase, in the languages that questions come in. */
export const knownValues: readonly (readonly [phrase: string, KnownValue])[] = [
  ...Object.entries(values).flatMap(([dimension, book]) =>
    spellings(book).map(
      ([phrase, value]) => [phrase, { dimension: dimension as Dimension, value }] as const,
    ),
  ),
  ...topical.flatMap(([topic, dimension, book]) =>
    spellings(book).map(([phrase, value]) => [phrase, { dimension, value, topic }] as const),
  ),
];

/** Processors that a question may name although the data have none of their payments. */
export const knownProcessors: readonly string[] = [
  "stripe",
  "adyen",
  "braintree",
  "worldpay",
  "checkout.com",
  "paypal",
  "cybersource",
  "fiserv",
  "nuvei",
  "dlocal",
  "mollie",
  "rapyd",
  "ebanx",
  "payu",
  "worldline",
  "cielo",
];
