import type { Figure } from "../../agents/figure.ts";
import type { Finding } from "../../agents/finding.ts";
import { slotsOf } from "../answer/render-statement.ts";
import { findDirections } from "../grounding/direction.ts";
import { foreignWords } from "./answer-words.ts";

const causal =
  /\b(?:because|caused?|causes|causing|due to|driven by|drives|drove|led to|leads to|result(?:s|ed)? (?:of|from|in)|thanks to|owing to|explains?|explained by|reason for|behind the (?:drop|fall|rise|change))\b/i;
const ranking =
  /\b(?:largest|biggest|smallest|highest|lowest|best|worst|fastest|slowest|top|main|mainly|mostly|most|least|leading|leads|primary|key)\b/i;
const comparing =
  /\b(?<up>higher|more|above|better|greater|larger|over)\b|\b(?<down>lower|less|below|worse|smaller|under|fewer)\b/i;

/** A cause is said as one only where its analysis was this sure. */
const sureEnough = 0.7;

/**
 * What a sentence claims beyond its numbers and no finding carries: a direction of a rate that no change has, a ranking, a
 * comparison against the values, a cause. Empty where there is nothing to object to.
 */
export const unfoundedClaims = (template: string, findings: readonly Finding[]): string[] => {
  const used = new Set(slotsOf(template));
  const about = findings.filter(({ figures }) => figures.some(({ id }) => used.has(id)));
  const words = about.map(wordsOf).join(" ");
  const bare = template.replace(/`[^`]*`/g, " ");
  return [
    ...(causal.test(bare) && !about.some(hasCause) && !causal.test(words)
      ? ["a cause that no analysis found"]
      : []),
    ...(ranking.test(bare) && !ranking.test(words) && !about.some(({ table }) => table !== null)
      ? ["a ranking that no finding makes"]
      : []),
    ...(used.size === 0 ? ["a statement without a figure"] : []),
    ...(foreignWords(bare, findings).length > 0 ? ["a statement that no finding makes"] : []),
    ...directionClaims(bare, findings),
    ...comparisonClaims(bare, figuresOf(findings)),
    ...metricClaims(bare, figuresOf(findings)),
  ];
};

const wordsOf = ({ title, text, caveats }: Finding): string => [title, text, ...caveats].join(" ");

const hasCause = ({ causes }: Finding): boolean =>
  causes.some(({ confidence }) => confidence >= sureEnough);

const figuresOf = (findings: readonly Finding[]): ReadonlyMap<string, Figure> =>
  new Map(findings.flatMap(({ figures }) => figures.map((figure) => [figure.id, figure])));

const slot = /\{\{([a-z]+\.[a-z0-9_]+)(?::n)?\}\}/g;

/** "Fell to {{rate}}" needs a change of that rate with that sign; changes themselves are checked when they are rendered. */
const directionClaims = (template: string, findings: readonly Finding[]): string[] => {
  const all = [...figuresOf(findings).values()];
  return clausesOf(template).flatMap((clause) => {
    const [direction] = findDirections(clause);
    const rates = slotsOf(clause).flatMap((id) => all.find((figure) => figure.id === id) ?? []);
    if (direction === undefined || rates.length === 0) return [];
    if (comparing.test(clause) && rates.length > 1) return [];
    if (rates.some(({ unit }) => unit === "pp")) return [];
    return rates.slice(0, 1).flatMap((rate) => {
      const changes = all.filter(
        (figure) =>
          figure.unit === "pp" && JSON.stringify(figure.filters) === JSON.stringify(rate.filters),
      );
      const agrees = changes.some(({ value }) =>
        direction.direction === "up" ? value > 0 : value < 0,
      );
      return agrees ? [] : ["a direction that no figure has"];
    });
  });
};

/** "{{a}} is higher than {{b}}": the values decide. */
const comparisonClaims = (template: string, figures: ReadonlyMap<string, Figure>): string[] =>
  clausesOf(template).flatMap((clause) => {
    const slots = [...clause.matchAll(slot)];
    return slots.slice(1).flatMap((second, at) => {
      const first = slots[at];
      const a = figures.get(first?.[1] ?? "");
      const b = figures.get(second[1] ?? "");
      if (first === undefined || a === undefined || b === undefined || a.unit !== b.unit) return [];
      const between = clause.slice(first.index + first[0].length, second.index);
      const word = comparing.exec(between);
      if (word === null || a.unit === "pp") return [];
      const holds = word.groups?.up === undefined ? a.value < b.value : a.value > b.value;
      return holds ? [] : ["a comparison against the values"];
    });
  });

/** What a metric is called, so that a share of declines is not told as approval. */
const families: readonly (readonly [family: RegExp, word: RegExp])[] = [
  [/approv|auth_rate/, /\b(?:approv\w*|authori[sz]ation)\b/i],
  [/decline|reason/, /\b(?:declin\w*|reasons?|refus\w*|reject\w*)\b/i],
  [/fraud/, /\bfraud\w*\b/i],
  [/dispute|chargeback/, /\b(?:disput\w*|chargebacks?)\b/i],
  [/latency|processing/, /\b(?:latency|slow\w*|fast\w*|milliseconds?|response times?)\b/i],
];

const metricClaims = (template: string, figures: ReadonlyMap<string, Figure>): string[] =>
  clausesOf(template).flatMap((clause) => {
    const words = clause.replace(slot, " ");
    const said = families.filter(([, word]) => word.test(words));
    if (said.length !== 1) return [];
    return slotsOf(clause).flatMap((id) => {
      const metric = figures.get(id)?.metric ?? "";
      const own = families.filter(([family]) => family.test(metric));
      const isOther = own.length > 0 && !own.some((one) => said.includes(one));
      return isOther ? ["a figure under the name of another metric"] : [];
    });
  });

const clausesOf = (template: string): string[] => template.split(/(?<=[.;:])\s+/);
