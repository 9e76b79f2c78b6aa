import { countries, countryCodes } from "../entity/country.ts";
import { chosen, type Planter, type PlantSetting, windowOf } from "./plant-setting.ts";

const failure = 0.6;

/** Authentication breaks down for the cards of one country: what fails in it never reaches an issuer. */
export const threeDsBreak: Planter = (setting) => {
  const country = chosen(setting, "3ds break", largestEuropean(setting).slice(0, 2));
  const code = countryCodes[country] ?? "";
  return {
    kind: "three_ds_break",
    about: `3-D Secure fails for most cards issued in ${code}.`,
    ...windowOf(setting, 2.7, 18),
    cell: { issuer_country: [code], payment_solution: ["3ds"] },
    foundBy: "risk",
    threeDsFailure: ({ card }) => (card.country === country ? failure : 0),
  };
};

/** European countries by what their merchants sell over the internet, the largest first: 3-D Secure is the rule there. */
const largestEuropean = ({ demand }: PlantSetting): readonly number[] => {
  const sold = countries.map(() => 0);
  for (const { country, weight, cardPresentShare } of demand.entities.merchants)
    sold[country] = (sold[country] ?? 0) + weight * (1 - cardPresentShare);
  return countries
    .map((_, country) => country)
    .filter((country) => countries[country]?.region === "europe")
    .toSorted((a, b) => (sold[b] ?? 0) - (sold[a] ?? 0));
};
