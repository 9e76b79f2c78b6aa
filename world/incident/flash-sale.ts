import { drawPayment } from "../demand/draw-payment.ts";
import { entryMode } from "../entity/vocabulary.ts";
import { busiestMerchants, chosen, type Planter, windowOf } from "./plant-setting.ts";

/** Payments of the sale to one of all others. */
const intensity = 0.9;

/** One merchant sells as never before, to ordinary shoppers: it looks like an attack and is none. */
export const flashSale: Planter = (setting) => {
  const { demand } = setting;
  const merchant = chosen(setting, "flash sale", busiestMerchants(setting, "Retail").slice(1, 6));
  return {
    kind: "flash_sale",
    about: `${merchant.id} holds a sale: many times its usual payments, all of them honest.`,
    ...windowOf(setting, 1.55, 3),
    cell: { merchant_id: [merchant.id] },
    foundBy: "performance",
    arrivals: {
      perMinute: (minute) => intensity * demand.perMinute(minute),
      draw: (arrival) => drawPayment(arrival, { merchant, entryMode: entryMode.ecom }),
    },
  };
};
