import { binRuleChange } from "./bin-rule-change.ts";
import { cardTesting } from "./card-testing.ts";
import { duplicateReplay } from "./duplicate-replay.ts";
import { expiredWave } from "./expired-wave.ts";
import { flashSale } from "./flash-sale.ts";
import type { Incident } from "./incident.ts";
import type { IncidentKind } from "./incident-kind.ts";
import { issuerDeclineSpike } from "./issuer-change.ts";
import { missingFeed } from "./missing-feed.ts";
import { mixShift } from "./mix-shift.ts";
import type { Planter, PlantSetting } from "./plant-setting.ts";
import { fullOutage, partialOutage } from "./processor-outage.ts";
import { retryStorm } from "./retry-storm.ts";
import { approvalInversion, feeInversion } from "./route-inversion.ts";
import { threeDsBreak } from "./three-ds-break.ts";
import { velocityRing } from "./velocity-ring.ts";

/** Everything that can be planted. New ones go to the end: the place numbers an incident's payments. */
const planters: readonly Planter[] = [
  expiredWave,
  feeInversion,
  binRuleChange,
  fullOutage,
  cardTesting,
  retryStorm,
  missingFeed,
  duplicateReplay,
  approvalInversion,
  threeDsBreak,
  partialOutage,
  velocityRing,
  flashSale,
  mixShift,
  issuerDeclineSpike,
];

/** The incidents of these kinds, as they begin. An incident is the same whatever others are planted beside it. */
export const plantIncidents = (
  setting: PlantSetting,
  kinds: "all" | "none" | readonly IncidentKind[],
): readonly Incident[] =>
  planters
    .map((plant, place) => {
      const planted = plant(setting);
      return { ...planted, place, id: `${planted.kind}-${place + 1}` };
    })
    .filter(({ kind }) => kinds === "all" || (kinds !== "none" && kinds.includes(kind)))
    .toSorted((a, b) => a.from - b.from);
