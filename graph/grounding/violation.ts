/** Something in an answer that its figures do not carry. */
export interface Violation {
  /** `altered`: the line says something else than the statement that code rendered. */
  readonly kind: "numeral" | "period" | "segment" | "direction" | "altered";
  /** Index into `answerLines(markdown)`. */
  readonly line: number;
  /** The words at fault and where they stand in the line. */
  readonly raw: string;
  readonly start: number;
  readonly message: string;
}

/** A violation within one line. */
export type Fault = Omit<Violation, "line">;
