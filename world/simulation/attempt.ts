/** One attempt as it ended; the simulation has one of these and fills it again for every attempt. Codes are places in dictionaries. */
export interface AttemptOutcome {
  at: number;
  transaction: number;
  stage: number;
  isApproved: boolean;
  /** -1 where no issuer or processor refused. */
  cause: number;
  declineCode: number;
  adviceCode: number;
  /** -1 where the attempt was blocked before routing. */
  processor: number;
  /** Probability that the policy gave to the processor, 0 to 1. */
  propensity: number;
  uses3ds: boolean;
  threeDsResult: number;
  /** -1 for none. */
  exemption: number;
  latencyMs: number;
  feeCents: number;
}

export const newOutcome = (): AttemptOutcome => ({
  at: 0,
  transaction: 0,
  stage: 0,
  isApproved: false,
  cause: -1,
  declineCode: -1,
  adviceCode: -1,
  processor: -1,
  propensity: 0,
  uses3ds: false,
  threeDsResult: 0,
  exemption: -1,
  latencyMs: 0,
  feeCents: 0,
});
