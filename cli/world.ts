import { UsageError } from "../errors.ts";
import type { World, WorldOptions } from "../world/world.ts";
import { defineCommand } from "./command.ts";
import type { CommandContext } from "./command-context.ts";
import { playWorld } from "./play-world.ts";
import { createProgress, type Progress } from "./progress.ts";
import { dataOption, jsonOption, withData } from "./shared-options.ts";
import { readServerUrl, readWorldOptions } from "./world-options.ts";
import { type SavedWorld, worldReport, worldSummary } from "./world-summary.ts";

export const world = defineCommand({
  name: "world",
  summary: "Make a simulated world of card payments whose truth is known",
  operands: "",
  examples: [
    { line: "pay world --seed 7 --out worlds/7", does: "30 days, every incident, as files" },
    {
      line: "pay world --incidents issuer_change,mix_shift --out worlds/1 --load",
      does: "two incidents; loads it as well",
    },
    { line: "pay world --policy oracle --out worlds/best", does: "the best that can be done" },
    { line: "pay world --days 2 --live --rate 20", does: "plays on into a running server" },
  ],
  options: {
    seed: { type: "string", value: "N", default: "1", describe: "which world (default 1)" },
    days: {
      type: "string",
      value: "D",
      default: "30",
      describe: "days before its end (default 30)",
    },
    "payments-per-day": {
      type: "string",
      value: "P",
      describe: "on an average day (default 10000)",
    },
    incidents: {
      type: "string",
      value: "KINDS",
      default: "all",
      describe: "all | none | kinds separated by commas (default all)",
    },
    policy: {
      type: "string",
      value: "FILE",
      default: "default",
      describe: "default | oracle | random | a module with a policy (default default)",
    },
    "ends-at": {
      type: "string",
      value: "DAY",
      describe: "the midnight in UTC at which it ends (default: the last one)",
    },
    out: { type: "string", value: "DIR", describe: "writes events/ and truth.json there" },
    load: { type: "boolean", default: false, describe: "loads it into the lakehouse" },
    live: { type: "boolean", default: false, describe: "plays it on in real time, the past first" },
    rate: {
      type: "string",
      value: "R",
      describe: "attempts a second, in place of --payments-per-day",
    },
    url: {
      type: "string",
      value: "URL",
      describe: "the server that live events are posted to (default: the landing folder)",
    },
    data: dataOption,
    json: jsonOption,
  },
  notes:
    "The same options make the same bytes on any machine; without --ends-at the day of the clock matters too, and is printed.\n" +
    "With --load the live part begins where the loaded world ends, otherwise with its first day.",
  async run({ values }, context) {
    const { out = null, load, live } = values;
    if (out === null && !load && !live)
      throw new UsageError("Say what to do with the world: --out DIR, --load or --live.");
    if (values.url !== undefined && !live) throw new UsageError("--url goes with --live.");
    const server = values.url === undefined ? null : readServerUrl(values.url);
    const options = await readWorldOptions(values, new Date());
    const { createWorld } = await import("../world/world.ts");
    const made = createWorld(options);
    const progress = createProgress(context.stderr);
    try {
      if (out !== null || load) {
        const dataDir = load ? withData(context.config(), values.data).dataDir : null;
        const saved = await save(made, options, { out, dataDir }, progress, context);
        const report = values.json
          ? `${JSON.stringify(worldReport(saved))}\n`
          : worldSummary(saved);
        context.stdout.write(report);
      }
      if (live) {
        const target = server ?? withData(context.config(), values.data).dataDir;
        const from = load ? made.endsAt : made.startsAt;
        await playWorld(
          made,
          { from, target, paymentsPerDay: options.paymentsPerDay },
          progress,
          context,
        );
      }
      return 0;
    } finally {
      progress.end();
    }
  },
});

async function save(
  made: World,
  options: WorldOptions,
  { out, dataDir }: Pick<SavedWorld, "out" | "dataDir">,
  progress: Progress,
  { signal }: CommandContext,
): Promise<SavedWorld> {
  const { saveWorld } = await import("../world/write/save-world.ts");
  const { writeTruth } = await import("../world/write/truth-file.ts");
  const name = `world ${options.seed}`;
  const onBuilding = () => progress.live("building silver and gold …");
  const emitted = await saveWorld(made, {
    paymentsPerDay: options.paymentsPerDay,
    directory: out,
    lakehouse: dataDir === null ? null : { dataDir, name, ingestedAt: new Date(), onBuilding },
    signal,
    onProgress: ({ attempts }, upTo) =>
      progress.live(
        `${new Date(upTo).toISOString().slice(0, 10)}: ${attempts.toLocaleString("en-US")} attempts`,
      ),
  });
  if (out === null) return { ...emitted, options, out, dataDir, truth: null };
  progress.live("measuring what each incident did …");
  const truth = made.truth();
  await writeTruth(out, truth);
  progress.end();
  return { ...emitted, options, out, dataDir, truth };
}
