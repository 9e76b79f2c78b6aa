import { minorUnitDigits } from "../../lakehouse/currency.ts";

/** Integer minor units as `EUR 1,234.56`, exact to the minor unit; a loss is `EUR −12.00`. */
export const renderMoney = (amountMinor: number, currency: string): string => {
  const digits = minorUnitDigits(currency);
  const rounded = Math.round(amountMinor);
  const major = Math.abs(rounded) / 10 ** digits;
  const text = major.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${currency} ${rounded < 0 ? "−" : ""}${text}`;
};
