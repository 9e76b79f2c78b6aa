const digitsOf = new Map<string, number>();

/** Decimals of a currency's minor unit (USD 2, JPY 0, KWD 3), as ECMA-402 takes them from ISO 4217; 2 for an unknown code. */
export function minorUnitDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  digitsOf.set(currency, digits);
  return digits;
}

/** Every currency that the runtime knows, with the decimals of its minor unit. */
export const currencyExponents = (): ReadonlyMap<string, number> =>
  new Map(Intl.supportedValuesOf("currency").map((code) => [code, minorUnitDigits(code)]));
