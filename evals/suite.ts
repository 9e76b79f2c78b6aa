import type { SpecialistName } from "../agents/agent-name.ts";
import type { Finding } from "../agents/finding.ts";
import type { AskResult } from "../graph/ask-result.ts";
import type { Vocabulary } from "../graph/grounding/vocabulary.ts";
import type { FigureSpec, Oracle } from "./oracle/oracle.ts";

/** `world`: the fixture world, full of fields. `export`: a processor's export, which lacks many. */
export type DataName = "world" | "export";

/** What an answer must be. What is left out does not matter. */
export interface Expectation {
  readonly status?: AskResult["status"];
  /** Exactly these, in any order. */
  readonly agents?: readonly SpecialistName[];
  /** The figure that the headline states, or that stands anywhere in the answer. */
  readonly figure?: FigureSpec & { readonly where?: "headline" | "anywhere" };
  /** Some finding of the answer is all of this; values of a cell may be a part of the finding's. */
  readonly finding?: ExpectedFinding;
  readonly says?: readonly RegExp[];
  readonly neverSays?: readonly RegExp[];
}

export interface ExpectedFinding {
  readonly kind?: Finding["kind"];
  readonly cell?: Finding["cell"];
  /** In the cell of its first cause. */
  readonly mainCause?: Finding["cell"];
  /** Onset within this many hours of a time. */
  readonly onset?: { readonly at: string; readonly withinHours: number };
  readonly title?: RegExp;
}

export interface Case {
  readonly question: string;
  /** What was asked just before, in the same conversation. */
  readonly after?: string;
  readonly data?: DataName;
  /** A model of `evals/models.ts` that takes part; left out, none does. `--model` replaces it. */
  readonly model?: string;
  readonly expect: Expectation;
}

/** An answer with everything that it can be held against. */
export interface Answered {
  readonly result: AskResult;
  readonly oracle: Oracle;
  readonly vocabulary: Vocabulary;
  /** The same question to a product that was opened anew. */
  again(): Promise<AskResult>;
  /** The same question without a model. */
  playbook(): Promise<AskResult>;
  /** The same question in eight other processes, as JSON text. */
  elsewhere(): Promise<readonly string[]>;
}

/** One thing that held or did not. */
export interface Check {
  readonly about: string;
  readonly passed: boolean;
  readonly expected: string;
  readonly got: string;
}

/** Null where a case expects nothing of the kind. */
export type Scorer = (
  given: Case,
  answered: Answered,
) => readonly Check[] | null | Promise<readonly Check[] | null>;

/** A suite passes when every gate does: the share of its scorer's checks that hold is at least the threshold. */
export interface Gate {
  readonly name: string;
  readonly threshold: number;
  readonly scorer: Scorer;
}

export interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
  readonly gates: readonly Gate[];
}
