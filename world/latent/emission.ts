import type { Payment } from "../demand/payment.ts";
import { network } from "../entity/vocabulary.ts";
import { uniform } from "../random/counter.ts";
import type { Cause } from "./cause.ts";
import { causes } from "./cause.ts";

/** Raw codes as networks write them, and three words for what never reached an issuer. */
export const declineCodes = [
  ..."01 04 05 06 07 14 15 19 41 43 46 51 54 57 59 5C 61 62 63 65 68 79 82 83 91 92 96 1A N7 R0 R1 Z5".split(
    " ",
  ),
  "AUTHENTICATION_FAILED",
  "CANCELLED",
  "BLOCKED_BY_RULE",
];
/** Mastercard's advice to the merchant. */
export const adviceCodes = ["01", "02", "03", "21", "24", "25", "26", "27", "28"];

type Shares = readonly (readonly [code: string, share: number])[];

/**
 * How a cause is worded by an issuer that says what is wrong. The last is said in what is left. Codes that mean "never"
 * are said of causes that never pass, and only of those.
 */
const wordings: Readonly<Record<Cause, Shares>> = {
  processor_failure: [
    ["96", 0.45],
    ["06", 0.2],
    ["19", 0.1],
    ["92", 1],
  ],
  issuer_unavailable: [
    ["91", 0.85],
    ["68", 1],
  ],
  lost_or_stolen: [
    ["43", 0.4],
    ["41", 0.35],
    ["04", 0.15],
    ["07", 1],
  ],
  closed_account: [
    ["46", 0.35],
    ["14", 1],
  ],
  stopped_mandate: [
    ["R0", 0.5],
    ["R1", 1],
  ],
  invalid_number: [
    ["14", 0.9],
    ["15", 1],
  ],
  not_permitted: [
    ["57", 0.65],
    ["62", 0.25],
    ["5C", 1],
  ],
  expired_credential: [["54", 1]],
  security_code: [
    ["N7", 0.7],
    ["63", 1],
  ],
  authentication_required: [["1A", 1]],
  issuer_judgement: [
    ["59", 0.18],
    ["62", 0.06],
    ["63", 0.04],
    ["01", 0.04],
    ["05", 1],
  ],
  spending_limit: [
    ["61", 0.7],
    ["65", 0.2],
    ["Z5", 1],
  ],
  no_funds: [["51", 1]],
};

/** Causes that an issuer may hide behind "do not honour". */
const hidden: ReadonlySet<Cause> = new Set([
  "lost_or_stolen",
  "closed_account",
  "expired_credential",
  "spending_limit",
  "no_funds",
]);

const placed = causes.map((name) => ({
  name,
  isHidden: hidden.has(name),
  codes: wordings[name].map(([code, share]) => ({ code: declineCodes.indexOf(code), share })),
}));

const doNotHonour = declineCodes.indexOf("05");
const mastercardSca = declineCodes.indexOf("65");
const lifecycle = declineCodes.indexOf("79");
const policy = declineCodes.indexOf("82");
const security = declineCodes.indexOf("83");

const draws = { candour: 80, wording: 81, advice: 82, adviceKind: 83, mastercard: 84 } as const;

/** The raw code that a decline shows: a noisy word for its cause. An issuer says the same thing of a payment each time. */
export const showCode = (payment: Payment, causePlace: number): number => {
  const { key, card } = payment;
  const shown = placed[causePlace];
  if (shown === undefined) return doNotHonour;
  if (shown.isHidden && uniform(key, draws.candour, causePlace) > card.issuer.candour)
    return doNotHonour;
  if (card.network === network.mastercard) {
    if (shown.name === "authentication_required") return mastercardSca;
    const replaced = mastercardCode(shown.name);
    if (replaced !== null && uniform(key, draws.mastercard, causePlace) < 0.2) return replaced;
  }
  let u = uniform(key, draws.wording, causePlace);
  for (const { code, share } of shown.codes) {
    if (u < share) return code;
    u -= share;
  }
  return doNotHonour;
};

/** Mastercard replaces many codes by 79, 82 and 83; the advice code then says what to do. */
const mastercardCode = (name: Cause): number | null => {
  if (name === "expired_credential") return lifecycle;
  if (name === "lost_or_stolen") return security;
  return name === "issuer_judgement" ? policy : null;
};

const adviceOf: Readonly<Partial<Record<Cause, string>>> = {
  lost_or_stolen: "03",
  closed_account: "03",
  not_permitted: "03",
  stopped_mandate: "21",
  expired_credential: "01",
  issuer_judgement: "02",
  spending_limit: "02",
};

/** The merchant advice code, -1 where there is none: Mastercard only, and only from issuers that send it. */
export const showAdvice = (payment: Payment, causePlace: number): number => {
  const { key, card } = payment;
  const name = causes[causePlace];
  if (name === undefined || card.network !== network.mastercard) return -1;
  if (uniform(key, draws.advice, payment.attemptNo) > card.issuer.adviceShare) return -1;
  if (name === "no_funds")
    return payment.isRecurring
      ? adviceCodes.indexOf("24") +
          Math.floor(5 * uniform(key, draws.adviceKind, payment.attemptNo))
      : adviceCodes.indexOf("02");
  return adviceCodes.indexOf(adviceOf[name] ?? "");
};
