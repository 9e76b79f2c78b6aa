import { processors } from "../entity/processor.ts";
import { chosen, type Planter, type PlantSetting, windowOf } from "./plant-setting.ts";

/** Two different processors: one goes down wholly, one in part. */
const victim = (setting: PlantSetting, place: number): number => {
  const first = chosen(
    setting,
    "outage",
    processors.map((_, index) => index),
  );
  return (first + place) % processors.length;
};

/** Nothing gets through for forty minutes. */
export const fullOutage: Planter = (setting) =>
  outage(setting, victim(setting, 0), { daysBefore: 5.2, hours: 2 / 3, failure: 1 });

/** A third of the attempts fails for five hours. */
export const partialOutage: Planter = (setting) =>
  outage(setting, victim(setting, 1), { daysBefore: 2.2, hours: 5, failure: 0.35 });

const outage = (
  setting: PlantSetting,
  down: number,
  { daysBefore, hours, failure }: { daysBefore: number; hours: number; failure: number },
): ReturnType<Planter> => {
  const name = processors[down]?.name ?? "";
  return {
    kind: "processor_outage",
    about: `Processor ${name} fails on ${failure === 1 ? "every attempt" : "a third of its attempts"}.`,
    ...windowOf(setting, daysBefore, hours),
    cell: { processor: [name] },
    foundBy: "routing",
    processorFailure: (_payment, processor) => (processor === down ? failure : 0),
  };
};
