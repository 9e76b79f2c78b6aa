import { foldedWords } from "../words/token.ts";

const spoken: Readonly<Record<string, string>> = {
  USD: "us dollar|us dollars|dollars payments",
  EUR: "euro payments|euros",
  GBP: "pounds|pound sterling|sterling|british pounds",
  JPY: "yen|japanese yen",
  BRL: "reais|brazilian real|brazilian reais",
  MXN: "mexican peso|mexican pesos",
  CHF: "swiss franc|swiss francs",
};

/** Lower-case words that are currency codes too. */
const ordinaryWords = new Set(
  "all top try cup pen mad bam lak gel sos ron hot rub mop ars".split(" "),
);

const codes = new Set(Intl.supportedValuesOf("currency"));

/** Names of currencies, folded → ISO 4217. */
export const currencyNames: ReadonlyMap<string, string> = new Map(
  Object.entries(spoken).flatMap(([code, list]) =>
    list.split("|").map((name): [string, string] => [foldedWords(name).join(" "), code]),
  ),
);

/** The currency code that a word is, or null: `EUR`, `eur`, but not `all` or `top` unless in capitals. */
export function currencyCode(raw: string): string | null {
  const code = raw.toUpperCase();
  if (!codes.has(code)) return null;
  return raw === code || (raw === raw.toLowerCase() && !ordinaryWords.has(raw)) ? code : null;
}
