import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { type Candidate, candidatesOf, type Terms, termsOf } from "./cause-candidates.ts";
import type { DimensionValues } from "./cells.ts";
import { evidence, type Movement, strength, type Together, without } from "./movement.ts";
import { twoSidedP } from "./normal.ts";

/** A cell that moved by itself, and those of its leaves that no cause before it explains. */
export interface FoundCause {
  readonly values: DimensionValues;
  readonly leaves: readonly number[];
  /** Standard errors by which these leaves moved together. */
  readonly z: number;
}

export interface SearchLimits {
  /** Size of the leaves together that a cause must have. */
  readonly minimumSize: number;
  readonly atMost: number;
}

/** Share of false discoveries allowed among the cells that count as moved. */
const falseDiscoveryRate = 0.001;
/** Explanations that are followed at once: the best first cause need not be part of the best set of causes. */
const followed = 3;
/** Where the rest of a wider cell moved by this share of what the cell did, the wider one is the cause. */
const sameCause = 0.6;
/** Evidence that the rest moved at all: three standard errors. */
const surelyMoved = 9;

/** Causes found so far. What is left of the leaves moved alike, or not at all. */
interface Explanation {
  readonly causes: readonly FoundCause[];
  readonly named: ReadonlySet<Candidate>;
  /** 1 where no cause explains a leaf yet. */
  readonly unexplained: Uint8Array;
  /** Evidence of all causes, less what it costs to describe them. */
  readonly worth: number;
}

interface Cube {
  readonly candidates: readonly Candidate[];
  readonly byName: ReadonlyMap<string, Candidate>;
  readonly tests: number;
  readonly terms: Terms;
  readonly minimumSize: number;
}

interface Tested {
  readonly candidate: Candidate;
  readonly own: Together;
}

/**
 * The set of cells whose own movement, with everything else moving alike, explains the leaves best; most explaining first, `[]`
 * when nothing stands out. Cells are added one by one, several sets in parallel, while the likelihood gained exceeds what
 * describing the cell costs. A cell must have moved beyond chance among all cells (Benjamini–Hochberg) and more than the whole
 * did (what moved less is the remainder of a cause), and is widened while the rest of the wider cell moved with it.
 */
export function searchCauses(
  movements: readonly Movement[],
  { minimumSize, atMost }: SearchLimits,
): FoundCause[] {
  const terms = termsOf(movements);
  const { candidates, tests } = candidatesOf(movements, terms, minimumSize);
  const byName = new Map(candidates.map((candidate) => [nameOf(candidate.values), candidate]));
  const cube = { candidates, byName, tests, terms, minimumSize };
  const unexplained = new Uint8Array(movements.length).fill(1);
  let best: Explanation = { causes: [], named: new Set(), unexplained, worth: 0 };
  let front = [best];
  for (let round = 0; round < atMost && front.length > 0; round++) {
    const longer = front.flatMap((one) => extended(one, cube));
    front = distinct(longer.toSorted((a, b) => b.worth - a.worth)).slice(0, followed);
    if (front[0] !== undefined && front[0].worth > best.worth) best = front[0];
  }
  return best.causes.toSorted((a, b) => Math.abs(b.z) - Math.abs(a.z));
}

const nameOf = (values: DimensionValues): string => JSON.stringify(Object.entries(values));

/** The best explanations that have one cause more. */
function extended(one: Explanation, cube: Cube): Explanation[] {
  const all = summed(one.unexplained.keys(), one, cube.terms);
  const tested = cube.candidates.flatMap((candidate): Tested[] => {
    const own = summed(candidate.leaves, one, cube.terms);
    return own.size < cube.minimumSize || one.named.has(candidate) ? [] : [{ candidate, own }];
  });
  const moved = benjaminiHochberg(
    tested.map(({ own }) => twoSidedP(Math.sqrt(evidence(own)))),
    falseDiscoveryRate,
    cube.tests,
  );
  const gain = ({ candidate: { cost }, own }: Tested) =>
    evidence(own) + evidence(without(all, own)) - evidence(all) - cost;
  const best = tested
    .filter(({ own }, index) => moved[index] && leads(own, all))
    .map((of) => ({ ...of, gain: gain(of) }))
    .filter((of) => of.gain > 0)
    .toSorted((a, b) => b.gain - a.gain)
    .slice(0, followed)
    .map((of) => widened(of, one, cube));
  return [...new Map(best.map((of) => [of.candidate, of])).values()].map((of) =>
    withCause(one, of, gain(of)),
  );
}

function summed(
  leaves: Iterable<number>,
  { unexplained }: Explanation,
  terms: Terms,
): Together & { size: number } {
  let score = 0;
  let information = 0;
  let size = 0;
  for (const leaf of leaves) {
    if (unexplained[leaf] !== 1) continue;
    score += terms.score[leaf] ?? 0;
    information += terms.information[leaf] ?? 0;
    size += terms.size[leaf] ?? 0;
  }
  return { score, information, size };
}

/** Whether the cell moved more than the whole: what moved less is not a cause but the remainder of one. */
const leads = (own: Together, all: Together): boolean =>
  strength(own) < 0 ? strength(own) < strength(all) : strength(own) > strength(all);

/** Leaves of one cause move alike (ripple effect): the cell with all those that moved like it, dimension by dimension. */
function widened(from: Tested, one: Explanation, cube: Cube): Tested {
  const wider = Object.keys(from.candidate.values)
    .flatMap((dropped): Tested[] => {
      const kept = Object.entries(from.candidate.values).filter(([name]) => name !== dropped);
      const candidate = cube.byName.get(nameOf(Object.fromEntries(kept)));
      if (candidate === undefined || one.named.has(candidate)) return [];
      return [{ candidate, own: summed(candidate.leaves, one, cube.terms) }];
    })
    .filter(({ own }) => {
      const rest = without(own, from.own);
      return evidence(rest) >= surelyMoved && strength(rest) / strength(from.own) >= sameCause;
    })
    .toSorted((a, b) => evidence(b.own) - evidence(a.own))[0];
  return wider === undefined ? from : widened(wider, one, cube);
}

function withCause(one: Explanation, { candidate, own }: Tested, gain: number): Explanation {
  const leaves = [...candidate.leaves].filter((leaf) => one.unexplained[leaf] === 1);
  const unexplained = one.unexplained.slice();
  for (const leaf of leaves) unexplained[leaf] = 0;
  const z = strength(own) * Math.sqrt(own.information);
  return {
    causes: [...one.causes, { values: candidate.values, leaves, z }],
    named: new Set([...one.named, candidate]),
    unexplained,
    worth: one.worth + gain,
  };
}

/** Explanations are the same when they name the same cells; the first of them stays. */
const distinct = (sorted: readonly Explanation[]): Explanation[] =>
  sorted.filter(
    ({ named }, index) =>
      !sorted
        .slice(0, index)
        .some(
          (other) =>
            other.named.size === named.size && [...named].every((one) => other.named.has(one)),
        ),
  );
