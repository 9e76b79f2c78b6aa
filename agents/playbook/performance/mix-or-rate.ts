import { mixAndRate } from "../../../analysis/mix-and-rate.ts";
import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import { dimensionWords } from "../../words.ts";
import type { Check } from "../desk.ts";
import { explain, periodsBy } from "./explain.ts";

/** Traffic along which approval differs by nature, so that a shift between groups moves the total. */
const natural: readonly Dimension[] = [
  "issuer_country",
  "funding_type",
  "card_network",
  "processor",
  "merchant_id",
];
const atMost = 4;

/** How much of the change comes from other traffic (mix) and how much from other approval of the same traffic (rate). */
export const mixOrRate: Check = async (desk) => {
  if (desk.before === null) return {};
  const { movers } = await explain(desk);
  const varied = natural.filter(
    (dimension) =>
      new Set(movers.filter((row) => row.dimension === dimension).map((row) => row.value)).size > 1,
  );
  const by = (desk.task.by.length > 0 ? [...desk.task.by] : varied).slice(0, atMost);
  if (by.length === 0)
    return { missing: ["the data have one kind of traffic only: there is no mix to change"] };

  const { result: rows, receipt } = await desk.call(approvalBreakdown, { by, within: {} });
  const split = mixAndRate(periodsBy(rows, (row) => JSON.stringify(row.cell)));
  if (split === null) return {};
  const { sheet } = desk;
  const part = (points: number, derivation: string) =>
    sheet.pp("approval_rate", points, { receipt, derivation });
  const mix = part(split.mixPp, "Kitagawa: shares of traffic changed, rates held at their mean");
  const rate = part(split.ratePp, "Kitagawa: rates changed, shares of traffic held at their mean");
  const total = part(split.changePp, "change of the total; mix and rate sum to it");
  return {
    findings: [
      {
        kind: split.mixLed ? "mix_shift" : "other",
        title: split.mixLed
          ? `The change of ${total} is mostly mix: ${mix} from other traffic, ${rate} from other approval`
          : `The change of ${total} is mostly rate: ${rate} from other approval of the same traffic, ${mix} from mix`,
        text: `Traffic was held equal by ${dimensionWords(by)}; mix and rate sum to the change of the total.${split.mixLed && split.mixPp * split.ratePp < 0 ? " The rates of comparable traffic moved against the total (Simpson's paradox)." : ""}`,
        confidence: 0.9,
      },
    ],
  };
};
