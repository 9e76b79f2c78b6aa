import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { UsageError } from "./errors.ts";

const checkout = import.meta.dirname;

/** The size of Node's thread pool where nobody sets it. */
const nodesThreads = 4;
/** The size that the product gives it: eight heavy statements, four short ones, and as many threads for files. */
const wantedThreads = 16;

/** Every setting, as it is written in the environment. A key set to nothing counts as not set. */
export const Environment = z.object({
  DATA_DIR: z.string().optional(),
  STATE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
  ACCESS_FILE: z.string().optional(),
  ACCESS_TOKEN: z.string().optional(),
  UV_THREADPOOL_SIZE: z.coerce.number().int().min(nodesThreads).max(1_024).default(nodesThreads),
  STREAM_TRIGGER_MS: z.coerce.number().int().min(200).max(60_000).default(1_000),
  SECOND_PERSON_FROM_MINOR: z.coerce.number().int().min(0).optional(),
  SCHEDULE: z.string().default(""),
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  WEBHOOK_SECRET: z.string().min(16).optional(),
  MODEL_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  MODEL_NAME: z.string().optional(),
  MODEL_API_KEY: z.string().optional(),
  MODEL_TIMEOUT_MS: z.coerce.number().int().min(1_000).max(600_000).default(20_000),
});

const Settings = Environment.refine(
  (env) => (env.MODEL_BASE_URL === undefined) === (env.MODEL_NAME === undefined),
  {
    path: ["MODEL_NAME"],
    error: "MODEL_BASE_URL and MODEL_NAME go together: set both, or neither to run without a model",
  },
)
  .refine((env) => (env.WEBHOOK_URL === undefined) === (env.WEBHOOK_SECRET === undefined), {
    path: ["WEBHOOK_SECRET"],
    error: "WEBHOOK_URL and WEBHOOK_SECRET go together: messages are signed",
  })
  .refine((env) => env.MODEL_API_KEY === undefined || env.MODEL_BASE_URL !== undefined, {
    path: ["MODEL_API_KEY"],
    error: "MODEL_API_KEY is set but no MODEL_BASE_URL and MODEL_NAME to use it with",
  });

export interface ModelConfig {
  readonly baseUrl: string;
  readonly name: string;
  readonly apiKey: string | null;
  /** For one request. */
  readonly timeoutMs?: number;
}

export interface Config {
  /** Absolute folder that holds `lakehouse.duckdb`. */
  readonly dataDir: string;
  /** A PostgreSQL for what the application remembers. Null: `state.sqlite` in the data folder. */
  readonly stateUrl: string | null;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Who may ask over HTTP, by token. Null: whoever reaches the server, as the local administrator. */
  readonly accessFile: string | null;
  /** What the terminal shows a server that asks who is there. */
  readonly accessToken: string | null;
  /** Statements that may run at a time, each on a thread of Node's pool: just begun, and running for longer. */
  readonly inFlight: { readonly short: number; readonly long: number };
  /** How often the server takes new events into the lakehouse. */
  readonly streamTriggerMs: number;
  /** Expected effect, in minor units of its currency, from which two persons must approve a proposal. Null: one always may. */
  readonly secondPersonFromMinor: number | null;
  /** When agents run, where that is not what the code says: `off`, or `routing=0 *\/3 * * *; risk=off`. */
  readonly schedule: string;
  /** Who is told what scheduled runs found. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Null: no model takes part, every agent runs its playbook. */
  readonly model: ModelConfig | null;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment, validated once. Throws UsageError with one readable list of everything that is wrong. */
export function loadConfig(env: Variables = environment()): Config {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== "");
  const parsed = Settings.safeParse(Object.fromEntries(set));
  if (!parsed.success)
    throw new UsageError(
      `The settings are not usable (.env.example lists them all):\n${z.prettifyError(parsed.error)}`,
    );
  const { DATA_DIR, HOST, PORT, ACCESS_FILE, UV_THREADPOOL_SIZE, STREAM_TRIGGER_MS } = parsed.data;
  const {
    STATE_URL,
    WEBHOOK_URL,
    WEBHOOK_SECRET,
    ACCESS_TOKEN,
    MODEL_BASE_URL,
    MODEL_NAME,
    MODEL_API_KEY,
    MODEL_TIMEOUT_MS,
  } = parsed.data;
  return {
    dataDir: DATA_DIR === undefined ? join(checkout, "data") : resolve(DATA_DIR),
    stateUrl: STATE_URL ?? null,
    host: HOST,
    port: PORT,
    accessFile: ACCESS_FILE === undefined ? null : resolve(ACCESS_FILE),
    accessToken: ACCESS_TOKEN ?? null,
    inFlight: inFlightOn(UV_THREADPOOL_SIZE),
    streamTriggerMs: STREAM_TRIGGER_MS,
    secondPersonFromMinor: parsed.data.SECOND_PERSON_FROM_MINOR ?? null,
    schedule: parsed.data.SCHEDULE,
    webhook:
      WEBHOOK_URL !== undefined && WEBHOOK_SECRET !== undefined
        ? { url: WEBHOOK_URL, secret: WEBHOOK_SECRET }
        : null,
    model:
      MODEL_BASE_URL !== undefined && MODEL_NAME !== undefined
        ? {
            baseUrl: MODEL_BASE_URL,
            name: MODEL_NAME,
            apiKey: MODEL_API_KEY ?? null,
            timeoutMs: MODEL_TIMEOUT_MS,
          }
        : null,
  };
}

/**
 * Makes room for statements that run long: each holds a thread of Node's pool, and with the usual four of them they would
 * keep even files from being read. Call it first: the size is fixed when something asynchronous first needs a thread.
 */
export function widenThreadPool(): void {
  process.env.UV_THREADPOOL_SIZE ||= environment().UV_THREADPOOL_SIZE || String(wantedThreads);
}

function inFlightOn(threads: number): Config["inFlight"] {
  const running = Math.max(nodesThreads - 1, threads - 4);
  const short = Math.min(4, Math.ceil(running / 2));
  return { short, long: running - short };
}

/** `.env` of the checkout under the real environment: what is exported in the shell wins. */
function environment(): Variables {
  const file = join(checkout, ".env");
  return existsSync(file)
    ? { ...parseEnv(readFileSync(file, "utf8")), ...process.env }
    : process.env;
}
