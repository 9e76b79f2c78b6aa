import { countries } from "../entity/country.ts";
import { processors } from "../entity/processor.ts";
import type { Planter, PlantSetting } from "./plant-setting.ts";
import { windowOf } from "./plant-setting.ts";

const refusal = 0.13;
const extraBps = 110;

/** The processor that most payments of a country go through by static rule, over the internet. */
const mainRoute = ({ demand }: PlantSetting, country: number): number => {
  const volumes = processors.map(() => 0);
  for (const merchant of demand.entities.merchants)
    if (merchant.country === country)
      volumes[merchant.primary] =
        (volumes[merchant.primary] ?? 0) + merchant.weight * (1 - merchant.cardPresentShare);
  return volumes.indexOf(Math.max(...volumes));
};

/** The best processor of a country becomes worse there than the others. */
export const approvalInversion: Planter = (setting) => {
  const country = countries.findIndex(({ code }) => code === "GB");
  const worse = mainRoute(setting, country);
  const processor = processors[worse]?.name ?? "";
  return {
    kind: "route_inversion",
    about: `Issuers in GB approve less of what comes through ${processor} than through the others.`,
    ...windowOf(setting, 3, null),
    cell: { processor: [processor], issuer_country: ["GB"] },
    foundBy: "routing",
    issuerRefusal: ({ card }, route) => (route === worse && card.country === country ? refusal : 0),
  };
};

/** The processor that carries most American cards becomes dearer for credit cards; approval stays as it was. */
export const feeInversion: Planter = (setting) => {
  const dearer = mainRoute(setting, 0);
  const processor = processors[dearer]?.name ?? "";
  return {
    kind: "route_inversion",
    about: `${processor} charges ${extraBps} basis points more for credit cards; what is approved stays the same.`,
    ...windowOf(setting, 6, 72),
    cell: { processor: [processor], funding_type: ["credit"] },
    foundBy: "routing",
    extraFeeBps: ({ card }, route) => (route === dearer && card.funding === 0 ? extraBps : 0),
  };
};
