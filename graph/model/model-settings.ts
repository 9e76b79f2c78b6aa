import type { Transport } from "./wire/transport.ts";

/** Any endpoint that speaks OpenAI's chat completions. */
export interface ModelSettings {
  readonly baseUrl: string;
  readonly name: string;
  /** Null where the endpoint asks for none. */
  readonly apiKey: string | null;
  /** For one request; default 20,000. */
  readonly timeoutMs?: number;
  /** Default the network; a recording or a script in tests and evals. */
  readonly transport?: Transport;
  /** For the pauses between tries; defaults are those of the machine. */
  readonly clock?: () => number;
  readonly now?: () => number;
  readonly random?: () => number;
}
