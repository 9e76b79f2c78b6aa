import type { Filters } from "../../lakehouse/scope.ts";
import type { Arrival } from "../demand/arrival.ts";
import type { Payment } from "../demand/payment.ts";
import type { IncidentKind } from "./incident-kind.ts";

/** Something planted in a world: when, where, and how it changes what happens there. Probabilities are added to the world's own. */
export interface Incident {
  /** Kind and number. */
  readonly id: string;
  readonly kind: IncidentKind;
  /** Among all that can be planted: its payments are numbered by it. */
  readonly place: number;
  readonly about: string;
  /** Milliseconds since 1970, half-open; `to` is Infinity where it is still going on at the end of the world. */
  readonly from: number;
  readonly to: number;
  /** Exactly the traffic it touches. */
  readonly cell: Filters;
  readonly foundBy: "routing" | "retry" | "decline" | "risk" | "performance";

  /** The processor fails on the attempt. */
  readonly processorFailure?: (payment: Payment, processor: number) => number;
  /** The issuer refuses by its judgement; a repeat may pass. */
  readonly issuerRefusal?: (payment: Payment, processor: number) => number;
  /** The issuer refuses by a rule. */
  readonly ruleRefusal?: (payment: Payment) => number;
  /** What the merchant stored of the card is out of date. */
  readonly expires?: (payment: Payment) => boolean;
  /** 3-D Secure breaks down. */
  readonly threeDsFailure?: (payment: Payment) => number;
  /** Basis points that the processor charges on top. */
  readonly extraFeeBps?: (payment: Payment, processor: number) => number;
  /** Milliseconds until the merchant repeats a declined attempt, in place of the policy's plan; null: the policy decides. */
  readonly repeatAfterMs?: (payment: Payment) => number | null;
  /** Payments that would not be there without it. */
  readonly arrivals?: {
    /** Expected per minute. */
    readonly perMinute: (minute: number) => number;
    readonly draw: (arrival: Arrival) => Payment;
  };
  /** The feed loses the row of an attempt, or delivers it a second time under another id. */
  readonly loses?: (processor: number) => boolean;
  readonly repeats?: (processor: number) => boolean;
}
