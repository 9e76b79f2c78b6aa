/** Any endpoint that speaks OpenAI's chat completions. */
export interface ModelSettings {
  readonly baseUrl: string;
  readonly name: string;
  /** Null where the endpoint asks for none. */
  readonly apiKey: string | null;
  /** For one request; default 20,000. */
  readonly timeoutMs?: number;
}
