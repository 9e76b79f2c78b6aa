/** A call of a tool as a model asks for it; `input` is JSON text that nobody has checked yet. */
export interface WireCall {
  readonly id: string;
  readonly name: string;
  readonly input: string;
}

/** What a model said, put together from whatever form its server gave it. */
export interface WireMessage {
  readonly text: string;
  readonly calls: readonly WireCall[];
  /** `length` and `filter`: it was cut off, and what it asked for is not to be done. */
  readonly finish: "stop" | "length" | "filter";
  readonly usage: WireUsage | null;
}

export interface WireUsage {
  readonly input: number;
  readonly output: number;
}
