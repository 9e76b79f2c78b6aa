/**
 * Currencies whose minor unit is not a hundredth (ISO 4217, list one of 2024-06). Why not `Intl`: CLDR gives customary
 * decimals, which differ from ISO 4217 for a dozen currencies (HUF, IQD, LBP, …), and processors follow ISO.
 */
const minorDigits: Readonly<Record<string, number>> = Object.fromEntries([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    .split(" ")
    .map((c) => [c, 0]),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((c) => [c, 3]),
  ..."CLF UYW".split(" ").map((c) => [c, 4]),
]);

/** Decimals of a currency's minor unit: USD 2, JPY 0, KWD 3. */
export const minorUnitDigits = (currency: string): number => minorDigits[currency] ?? 2;

/** Every currency code that the runtime knows, with the decimals of its minor unit. */
export const currencyExponents = (): ReadonlyMap<string, number> =>
  new Map(Intl.supportedValuesOf("currency").map((code) => [code, minorUnitDigits(code)]));
