import { countryCodes } from "./entity/country.ts";
import type { Entities } from "./entity/entities.ts";
import { currencies } from "./entity/exchange.ts";
import { processors } from "./entity/processor.ts";
import { segments } from "./entity/segment.ts";
import {
  devices,
  entryModes,
  exemptions,
  fundings,
  initiators,
  networks,
  solutions,
  stages,
  threeDsResults,
} from "./entity/vocabulary.ts";
import { causes } from "./latent/cause.ts";
import { adviceCodes, declineCodes } from "./latent/emission.ts";

/** The dictionaries of a world: what the numbers of its `code` columns stand for. */
export const dictionaryNames = [
  "merchant",
  "currency",
  "source",
  "stage",
  "initiator",
  "network",
  "funding",
  "issuer",
  "country",
  "segment",
  "processor",
  "solution",
  "routePolicy",
  "entryMode",
  "device",
  "threeDsResult",
  "exemption",
  "declineCode",
  "adviceCode",
  "cause",
] as const;
export type DictionaryName = (typeof dictionaryNames)[number];

/** The value of a code is at its place. */
export type Dictionaries = Readonly<Record<DictionaryName, readonly string[]>>;

/** The dictionaries of a world whose attempts are routed by one policy. */
export const dictionariesOf = (entities: Entities, policyName: string): Dictionaries => ({
  merchant: entities.merchants.map(({ id }) => id),
  currency: currencies,
  source: processors.map(({ source }) => source),
  stage: stages,
  initiator: initiators,
  network: networks,
  funding: fundings,
  issuer: entities.issuers.map(({ name }) => name),
  country: countryCodes,
  segment: segments.map(({ name }) => name),
  processor: processors.map(({ name }) => name),
  solution: solutions,
  routePolicy: [policyName],
  entryMode: entryModes,
  device: devices,
  threeDsResult: threeDsResults,
  exemption: exemptions,
  declineCode: declineCodes,
  adviceCode: adviceCodes,
  cause: causes,
});
