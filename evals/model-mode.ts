import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";
import type { ModelSettings } from "../graph/model/model-settings.ts";
import { recorded } from "../graph/model/wire/recorded.ts";
import { type Recording, readRecordings, recordingLine } from "../graph/model/wire/recording.ts";
import { replaying } from "../graph/model/wire/replaying.ts";
import { liveTransport } from "../graph/model/wire/transport.ts";
import { scriptedModel } from "./models.ts";

export const modelModes = ["live", "record", "replay"] as const;
export type ModelMode = (typeof modelModes)[number];

/** The model of a run of the evals, and what is left to do when it is over. */
export interface EvalModel {
  readonly settings: ModelSettings;
  /** Ends a recording. Returns what was missed in a replay: each of it is a failure. */
  finish(): readonly string[];
}

const file = join(import.meta.dirname, "recordings", "model.ndjson");

/** The configured endpoint, or what it once said. Without an endpoint a recording is of the scripted model. */
export const evalModel = (mode: ModelMode, configured: ModelSettings | null): EvalModel => {
  if (mode === "replay") return replayed();
  if (mode === "live") {
    if (configured === null)
      throw new UsageError("--model live needs MODEL_BASE_URL and MODEL_NAME (.env.example).");
    return { settings: configured, finish: () => [] };
  }
  const settings: ModelSettings = configured ?? scriptedModel("golden");
  const kept: Recording[] = [];
  const transport = recorded(settings.transport ?? liveTransport, (one) => kept.push(one));
  return {
    settings: { ...settings, transport },
    finish() {
      writeFileSync(file, kept.map(recordingLine).join(""));
      return [];
    },
  };
};

const replayed = (): EvalModel => {
  if (!existsSync(file))
    throw new UsageError("Nothing is recorded: pnpm evals model --model record");
  const misses: string[] = [];
  const recordings = readRecordings(readFileSync(file, "utf8"));
  const name = recordings[0]?.request.model;
  return {
    settings: {
      baseUrl: "http://recorded.invalid/v1",
      name: typeof name === "string" ? name : "recorded",
      apiKey: null,
      transport: replaying(recordings, (miss) => misses.push(miss)),
    },
    finish: () => misses,
  };
};
