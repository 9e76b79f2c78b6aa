import { DependencyError } from "../../errors.ts";
import type { OfferedTool } from "./tool-call.ts";

/**
 * How an endpoint can be talked to, the best first: tools over a stream, tools without one, JSON in its text, not at all.
 */
export const rungs = ["stream", "tools", "text", "none"] as const;
export type Rung = (typeof rungs)[number];

/** Asked of an endpoint before anything else, on each rung. */
export const probeTool: OfferedTool = {
  name: "ready",
  description: "Reports that you are ready.",
  schema: {
    type: "object",
    properties: { ok: { type: "boolean" } },
    required: ["ok"],
  },
};
export const probeSystem = "You check whether a connection works.";
export const probeQuestion = `Call the tool ready once, with {"ok": true}.`;

export interface Probing {
  /** True where the endpoint did what it was asked on this rung. Throws DependencyError where it cannot be reached. */
  try(rung: Exclude<Rung, "none">, signal: AbortSignal): Promise<boolean>;
  /** Milliseconds. */
  readonly clock: () => number;
}

export interface Capability {
  rung(signal: AbortSignal): Promise<Rung>;
  /** A request on a rung was refused as such: the next one is tried from now on. */
  stepDown(from: Rung): void;
}

/** An endpoint that could do nothing is asked again after this long: servers load models for minutes. */
const forgetMs = 300_000;

/** Finds the best rung once, when first needed, for all who ask meanwhile. */
export const createCapability = ({ try: attempt, clock }: Probing): Capability => {
  let known: Promise<Rung> | null = null;
  let forgetAt = Number.POSITIVE_INFINITY;

  const climbDown = async (signal: AbortSignal): Promise<Rung> => {
    for (const rung of rungs) if (rung === "none" || (await attempt(rung, signal))) return rung;
    return "none";
  };
  const probe = (signal: AbortSignal): Promise<Rung> => {
    const probing = climbDown(signal);
    known = probing;
    probing.then(
      (rung) => {
        forgetAt = rung === "none" ? clock() + forgetMs : Number.POSITIVE_INFINITY;
      },
      () => {
        if (known === probing) known = null;
      },
    );
    return probing;
  };

  return {
    async rung(signal) {
      if (known === null || clock() >= forgetAt) return probe(signal);
      const [found] = await Promise.allSettled([known]);
      // Why: the probe may have been somebody else's, who left.
      return found.status === "fulfilled" ? found.value : probe(signal);
    },
    stepDown(from) {
      const next = rungs[rungs.indexOf(from) + 1] ?? "none";
      known = Promise.resolve(next);
    },
  };
};

/** Throws where an endpoint can do nothing that is needed. */
export const requireUsable = (rung: Rung): Exclude<Rung, "none"> => {
  if (rung === "none") throw new DependencyError("it followed none of the forms it was asked in");
  return rung;
};
