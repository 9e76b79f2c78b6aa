import type { Arrival } from "../demand/arrival.ts";
import { drawPayment } from "../demand/draw-payment.ts";
import { segments } from "../entity/segment.ts";
import { uniform } from "../random/counter.ts";
import { type Planter, windowOf } from "./plant-setting.ts";

const draws = { merchant: 240 } as const;
const segment = "Gaming";
/** Payments more, to one that the segment usually has. */
const intensity = 6;

/** A campaign brings many more payments of a segment that issuers like less. No rate of any cell changes; the total falls. */
export const mixShift: Planter = (setting) => {
  const { demand } = setting;
  const usual = demand.among((merchant) => segments[merchant.segment]?.name === segment);
  const draw = (arrival: Arrival) =>
    drawPayment(arrival, {
      merchant: usual.merchantAt(arrival.at, uniform(arrival.key, draws.merchant)),
    });
  return {
    kind: "mix_shift",
    about: `${segment} has far more payments than usual; every rate stays what it was.`,
    ...windowOf(setting, 1.4, null),
    cell: { merchant_segment: [segment] },
    foundBy: "performance",
    arrivals: { perMinute: (minute) => intensity * usual.perMinute(minute), draw },
  };
};
