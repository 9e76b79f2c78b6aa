import type { Card } from "../entity/card.ts";
import { countries, countryCodes } from "../entity/country.ts";
import { currencies, currencyDigits } from "../entity/exchange.ts";
import type { Merchant } from "../entity/merchant.ts";
import { processors } from "../entity/processor.ts";
import { segments } from "../entity/segment.ts";
import {
  devices,
  entryMode,
  entryModes,
  fundings,
  networks,
  solution,
  solutions,
} from "../entity/vocabulary.ts";
import { keyOf, uniform } from "../random/counter.ts";
import { cumulated, kumaraswamy, logNormal, pick } from "../random/distribution.ts";
import type { Arrival } from "./arrival.ts";
import type { Payment } from "./payment.ts";

/** What an incident decides about the payments that it brings; the rest is drawn as for any other. */
export interface PaymentWish {
  readonly merchant?: Merchant;
  readonly card?: Card;
  readonly amountUsd?: number;
  readonly entryMode?: number;
  readonly isFraud?: boolean;
  readonly fingerprint?: number;
  readonly ip?: number;
}

const draws = {
  merchant: 1,
  channel: 2,
  abroad: 3,
  country: 4,
  card: 5,
  amount: 6,
  fraud: 7,
  fraudScore: 8,
  amlScore: 9,
  trustScore: 10,
  solution: 11,
  device: 12,
  check: 13,
  subscriber: 14,
} as const;

const abroadShares = cumulated(countries.map(({ weight }) => weight));

/** A payment of the world's own, or of an incident where it wishes something. */
export const drawPayment = (arrival: Arrival, wish: PaymentWish | null = null): Payment => {
  const { key, demand, at, number } = arrival;
  const merchant = wish?.merchant ?? demand.merchantAt(at, uniform(key, draws.merchant));
  const mode = wish?.entryMode ?? drawEntryMode(merchant, key);
  const isRecurring = mode === entryMode.recurring;
  const isCardPresent = mode === entryMode.contactless || mode === entryMode.chip;
  const card = wish?.card ?? drawCard(merchant, arrival, isRecurring);
  const segment = segments[merchant.segment] as (typeof segments)[number];
  const fraudShare = isCardPresent ? 0.00015 : isRecurring ? 0.0003 : segment.fraudBps / 10_000;
  const isFraud = wish?.isFraud ?? uniform(key, draws.fraud) < fraudShare;
  const usd = wish?.amountUsd ?? drawAmountUsd(merchant, card, key, { isRecurring, isFraud });
  const currency = currencies[merchant.currency] as string;
  const rate = demand.usdRate(currency, at);
  const digits = currencyDigits[merchant.currency] ?? 2;
  const amountMinor = usd === 0 ? 0 : Math.max(1, Math.round((usd / rate) * 10 ** digits));
  const country = countries[card.country] as (typeof countries)[number];
  const sells = countries[merchant.country] as (typeof countries)[number];
  const amountUsd = Math.round((amountMinor / 10 ** digits) * rate * 100);
  const isCrossBorder = card.country !== merchant.country;
  const isRegulated = country.region === "europe" && sells.region === "europe";
  const presented = drawSolution(merchant, card, key, { mode, isCardPresent, isFraud });
  const device = isFraud ? Math.floor(uniform(key, draws.device) * 2) : card.device;
  const { fraudScore, amlScore, trustScore } = drawScores(key, isFraud, isCardPresent);
  return {
    number,
    key,
    merchant,
    card,
    startedAt: at,
    amountMinor,
    usdRate: rate,
    amountUsd,
    entryMode: mode,
    isRecurring,
    isCardPresent,
    isCrossBorder,
    isRegulated,
    solution: presented,
    device,
    fingerprint: wish?.fingerprint ?? (isFraud ? fraudDevice(key) : card.fingerprint),
    ip: wish?.ip ?? (isFraud ? 10 * 2 ** 24 + fraudDevice(key) : card.ip),
    fraudScore,
    amlScore,
    trustScore,
    isFraud,
    isExtra: wish !== null,
    facts: {
      ...merchantFacts(merchant),
      amountMinor,
      amountUsd,
      network: networks[card.network] ?? "",
      funding: fundings[card.funding] ?? "",
      bin: card.bin,
      issuer: card.issuer.name,
      issuerCountry: country.code,
      isCrossBorder,
      isRegulated,
      entryMode: entryModes[mode] ?? "",
      solution: solutions[presented] ?? "",
      device: devices[device] ?? "",
      isRecurring,
      fraudScore: fraudScore / 10_000,
      deviceTrust: trustScore / 10_000,
      startedAt: at,
      attemptNo: 1,
      at,
      previousProcessor: null,
      previousCode: null,
      previousReason: null,
      previousAdvice: null,
    },
    dueAt: at,
    attemptNo: 1,
    previousTransaction: -1,
    previousCause: -1,
    previousProcessor: -1,
    previousCode: -1,
    previousAdvice: -1,
    shopperTries: 0,
    isByMerchant: isRecurring,
  };
};

const drawEntryMode = (merchant: Merchant, key: number): number => {
  const u = uniform(key, draws.channel);
  const present = merchant.cardPresentShare;
  if (u < present) return u < present * 0.6 ? entryMode.contactless : entryMode.chip;
  if (u < present + merchant.recurringShare) return entryMode.recurring;
  return u > 0.993 ? entryMode.manual : entryMode.ecom;
};

/** Some cards pay far more often than others. A merchant bills the same subscribers again and again. */
const drawCard = (merchant: Merchant, { key, demand }: Arrival, isRecurring: boolean): Card => {
  const isAbroad = uniform(key, draws.abroad) > merchant.domesticShare;
  const country = isAbroad ? pick(abroadShares, uniform(key, draws.country)) : merchant.country;
  const pool = demand.entities.cards.byCountry[country] as readonly Card[];
  const u = uniform(key, draws.card);
  const place = isRecurring
    ? uniform(keyOf(merchant.key, Math.floor(u * subscribers)), draws.subscriber)
    : u * Math.sqrt(u);
  return pool[Math.floor(place * pool.length)] as Card;
};

/** Of one merchant in one country. */
const subscribers = 4_000;

/** In USD. A subscription costs one of a few prices, whoever pays; now and then a credential is only checked. */
const drawAmountUsd = (
  merchant: Merchant,
  card: Card,
  key: number,
  { isRecurring, isFraud }: { isRecurring: boolean; isFraud: boolean },
): number => {
  if (isRecurring) {
    const plan = uniform(keyOf(merchant.key, card.index), draws.amount);
    return logNormal((Math.floor(plan * 5) + 0.5) / 5, merchant.ticketMedian, merchant.ticketSigma);
  }
  if (uniform(key, draws.check) < 0.002) return 0;
  const amount = logNormal(uniform(key, draws.amount), merchant.ticketMedian, merchant.ticketSigma);
  return isFraud ? amount * 2.2 : amount;
};

const drawSolution = (
  merchant: Merchant,
  card: Card,
  key: number,
  { mode, isCardPresent, isFraud }: { mode: number; isCardPresent: boolean; isFraud: boolean },
): number => {
  const u = uniform(key, draws.solution);
  if (mode === entryMode.chip || mode === entryMode.manual || isFraud) return solution.standard;
  if (mode !== entryMode.recurring && card.hasWallet && u < 0.6)
    return card.key % 2 === 0 ? solution.apple_pay : solution.google_pay;
  if (isCardPresent) return solution.standard;
  if (mode === entryMode.ecom && card.hasPasskey && u < 0.8) return solution.passkey;
  return u > 1 - merchant.tokenShare ? solution.network_token : solution.standard;
};

/** Risk scores in ten-thousandths: a fraudster's are higher, and overlap with honest ones. */
const drawScores = (key: number, isFraud: boolean, isCardPresent: boolean) => {
  const score = (draw: number, a: number, b: number) =>
    Math.round(10_000 * kumaraswamy(uniform(key, draw), a, b));
  return {
    fraudScore: isFraud
      ? score(draws.fraudScore, 2.6, 1.6)
      : score(draws.fraudScore, 1.35, isCardPresent ? 24 : 9),
    amlScore: score(draws.amlScore, 1.3, isFraud ? 5 : 11),
    trustScore: isFraud ? score(draws.trustScore, 1.8, 2) : score(draws.trustScore, 6, 1.6),
  };
};

/** Fraudsters' devices are new, and few. Numbers above those of cardholders. */
const fraudDevice = (key: number): number =>
  10_000_000 + Math.floor(uniform(key, draws.device, 1) * 2_000);

const merchantFacts = (merchant: Merchant) => ({
  merchantId: merchant.id,
  segment: segments[merchant.segment]?.name ?? "",
  merchantCountry: countryCodes[merchant.country] ?? "",
  currency: currencies[merchant.currency] ?? "",
  primary: processors[merchant.primary]?.name ?? "",
  backup: processors[merchant.backup]?.name ?? "",
});
