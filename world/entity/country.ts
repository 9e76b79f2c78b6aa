/** Where cards are issued and merchants sell. `region` is what processors and rules go by. */
export const regions = ["north_america", "europe", "latin_america", "asia_pacific"] as const;
export type Region = (typeof regions)[number];

export interface Country {
  readonly code: string;
  readonly region: Region;
  readonly currency: string;
  /** Hours east of UTC where most people live, without summer time. */
  readonly offsetHours: number;
  /** Weight among merchants and foreign cards. */
  readonly weight: number;
  /** 3-D Secure lowers (−) or raises (+) the log odds of approval: issuers read it differently. */
  readonly threeDsLogit: number;
  /** Share of authentications without a challenge. */
  readonly frictionlessShare: number;
}

const country = (
  code: string,
  region: Region,
  currency: string,
  offsetHours: number,
  weight: number,
  [threeDsLogit, frictionlessShare]: readonly [number, number],
): Country => ({ code, region, currency, offsetHours, weight, threeDsLogit, frictionlessShare });

/** A country's place here is its code in the dictionary. */
export const countries: readonly Country[] = [
  country("US", "north_america", "USD", -6, 34, [-0.35, 0.78]),
  country("GB", "europe", "GBP", 0, 15, [0.5, 0.78]),
  country("DE", "europe", "EUR", 1, 10, [0.4, 0.72]),
  country("FR", "europe", "EUR", 1, 8, [0.45, 0.56]),
  country("CA", "north_america", "CAD", -5, 7, [-0.15, 0.76]),
  country("BR", "latin_america", "BRL", -3, 7, [-0.1, 0.55]),
  country("MX", "latin_america", "MXN", -6, 4, [-0.1, 0.52]),
  country("ES", "europe", "EUR", 1, 4, [0.35, 0.62]),
  country("NL", "europe", "EUR", 1, 3, [0.45, 0.7]),
  country("IT", "europe", "EUR", 1, 3, [0.35, 0.6]),
  country("AU", "asia_pacific", "AUD", 10, 3, [0, 0.72]),
  country("JP", "asia_pacific", "JPY", 9, 2, [0.05, 0.68]),
];
export const countryCodes = countries.map(({ code }) => code);
